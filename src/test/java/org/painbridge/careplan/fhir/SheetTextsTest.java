package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Timing;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.sheet.SheetWords;

class SheetTextsTest {
    @Test
    void whatLimitsADoseStandsBesideItsText() {
        Dosage dosage = new Dosage().setText("As told").setAsNeeded(new BooleanType(true));
        dosage.setRoute(new CodeableConcept().setText("PO"));
        dosage.addDoseAndRate().setDose(new Quantity(1.5).setUnit("tab"));
        dosage.getTiming()
                .getRepeat()
                .setFrequency(2)
                .setPeriod(1)
                .setPeriodUnit(Timing.UnitsOfTime.D)
                .setBounds(days(14));
        dosage.setMaxDosePerPeriod(
                new Ratio().setNumerator(new Quantity(4).setUnit("tab")).setDenominator(days(1)));

        assertThat(written("en", dosage))
                .isEqualTo("As told\n1.5 tab, 2 × / 1 d, PO, as needed, at most 4 tab / 1 d, for 14 d");
        assertThat(written("fr", dosage))
                .isEqualTo("As told\n1,5 tab, 2 × / 1 j, PO, au besoin, au plus 4 tab / 1 j, pendant 14 j");
    }

    @Test
    void aDoseThatIsNotNeededSaysForWhatAndHowMuchAtOnce() {
        Dosage dosage = new Dosage().setAsNeeded(new CodeableConcept().setText("pain"));
        dosage.setMaxDosePerAdministration(new Quantity(2).setUnit("tab"));

        assertThat(written("en", dosage)).isEqualTo("as needed (pain), at most at once 2 tab");
        assertThat(written("en", new Dosage().setAsNeeded(new BooleanType(false))))
                .isEmpty();
    }

    @Test
    void aLimitIsWrittenAsFarAsItIsKnown() {
        Dosage alone = new Dosage();
        alone.getMaxDosePerPeriod().setNumerator(new Quantity(4).setUnit("tab"));
        Dosage unitless = new Dosage();
        unitless.setMaxDosePerPeriod(
                new Ratio().setNumerator(new Quantity(4).setUnit("tab")).setDenominator(new Quantity(1)));

        assertThat(written("en", alone)).isEqualTo("at most 4 tab");
        assertThat(written("en", unitless)).isEqualTo("at most 4 tab / 1");
    }

    @Test
    void aNoteThatRepeatsALineKeepsIt() {
        String weeks = "Week 1:\n1 tab at night\nWeek 2:\n1 tab at night\nWeek 3:\nhalf a tab";

        assertThat(SheetTexts.distinct(Stream.of("accepted", weeks, "", weeks))).isEqualTo("accepted\n" + weeks);
    }

    private static String written(String language, Dosage dosage) {
        return new SheetTexts(SheetWords.of(language), MemoryPlan.ZONE).dosage(List.of(dosage));
    }

    private static Duration days(int count) {
        Duration days = new Duration();
        days.setValue(count).setUnit("d").setSystem("http://unitsofmeasure.org").setCode("d");
        return days;
    }
}
