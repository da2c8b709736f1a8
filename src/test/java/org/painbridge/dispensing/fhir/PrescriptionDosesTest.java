package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.GuideValidator;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.PrescribedMme;

class PrescriptionDosesTest {
    private static final String DIN = "http://hl7.org/fhir/NamingSystem/ca-hc-din";
    private static final String ONCE = "{'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}},%s}";

    private final PrescriptionDoses doses = new PrescriptionDoses(
            Library.SYSTEMS,
            new PrescribedMme(Library.DRUGS, Library.TABLES.table("on-research").orElseThrow()),
            new MedicineNames(MedicineWords.from(Library.TERMINOLOGY)),
            "https://painbridge.example/fhir");

    /** Oxyneo 20 mg, factor 1.5; by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'repeat':{'frequency':3,'period':1,'periodUnit':'d'}} | 1 | tablet | 90",
                "{'repeat':{'frequency':1,'period':8,'periodUnit':'h'}} | 1 | {tablet} | 90",
                "{'repeat':{'period':12,'periodUnit':'h'}} | 1 | tablet | 60",
                "{'repeat':{'frequency':7,'period':1,'periodUnit':'wk'}} | 1 | tablet | 30",
                "{'repeat':{'timeOfDay':['08:00:00','20:00:00']}} | 1 | tablet | 60",
                "{'repeat':{'when':['MORN','EVE','NIGHT']}} | 1 | tablet | 90",
                "{'repeat':{'period':1,'periodUnit':'d','when':['MORN','NIGHT']}} | 1 | tablet | 60",
                "{'code':{'coding':[{'code':'BID'}]}} | 2 | tablet | 120",
                "{'code':{'coding':[{'code':'QOD'}]}} | 1 | tablet | 15",
                "{'code':{'coding':[{'code':'TID'}]}} | 20 | mg | 90"
            })
    void aDoseADayIsReadFromDoseAndTiming(String timing, String dose, String unit, String expected) {
        MedicationRequest request = request("02372797", "{'timing':" + timing + "," + dose(dose, unit) + "}");

        assertThat(doses.of(request, none -> Optional.empty()))
                .isEqualTo(new PrescribedDose.Computed(new java.math.BigDecimal(expected), "on-research", "Oxyneo"));
    }

    @Test
    void dosesOfOneDayAreAdded() {
        MedicationRequest request = request(
                "02372797",
                "{'timing':{'code':{'coding':[{'code':'AM'}]}}," + dose("1", "tablet") + "}",
                "{'timing':{'code':{'coding':[{'code':'BED'}]}}," + dose("2", "tablet") + "}");

        assertThat(figure(request)).isEqualTo("90");
    }

    @Test
    void aPatchIsOneWornAtATime() {
        String every72Hours =
                "{'timing':{'repeat':{'frequency':1,'period':3,'periodUnit':'d'}}," + dose("1", "patch") + "}";

        assertThat(figure(request("02282968", every72Hours))).isEqualTo("202");
    }

    @Test
    void theProductIsFoundInAMedicationToo() {
        MedicationRequest request = request("02372797", ONCE.formatted(dose("1", "tablet")));
        Medication medication = new Medication().setCode(request.getMedicationCodeableConcept());
        request.setMedication(new Reference("Medication/m1"));

        assertThat(doses.of(request, reference -> Optional.of(medication))).isInstanceOf(PrescribedDose.Computed.class);
        assertThat(figure(request)).contains("no product by DIN");
    }

    /** Unknown is never zero. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'text':'One in the morning'} | no single dose",
                "{'asNeededBoolean':true,'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]} | as needed",
                "{'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]} | how often",
                "{'timing':{'repeat':{'frequency':1,'frequencyMax':3,'period':1,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]} | how often",
                "{'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'mo'}},'doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]} | how often",
                "{'timing':{'code':{'coding':[{'code':'TID'}]}},'doseAndRate':[{'doseQuantity':{'value':1}}]} | amount with a unit",
                "{'timing':{'code':{'coding':[{'code':'TID'}]}},'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mL'}}]} | counted in tablet"
            })
    void whatIsNotExactHasNoFigure(String dosage, String why) {
        assertThat(figure(request("02372797", dosage))).contains(why);
    }

    @Test
    void aProductThatIsNotKnownHasNoFigureAndAProductWithoutOpioidNeedsNone() {
        String once = ONCE.formatted(dose("1", "tablet"));

        assertThat(figure(request("09999999", once))).contains("no product 09999999");
        assertThat(figure(request("02295709", once))).contains("agonist treatment");
        assertThat(doses.of(request("02458187"), none -> Optional.empty())).isEqualTo(new PrescribedDose.NoOpioid());
    }

    @ParameterizedTest
    @CsvSource({
        ",Gabapentin 300 mg, none",
        "09999999,Gabapentin 300 mg, none",
        ",Naloxone kit, none",
        ",Morphine 10 mg, no product by DIN",
        ",Something for the night, no product by DIN",
        "09999999,Morphine, no single dose",
        "02372797,Gabapentin 300 mg, no single dose"
    })
    void whatIsCalledAnotherMedicineIsNoOpioid(@Nullable String din, String text, String expected) {
        MedicationRequest request = request(din == null ? "none" : din, "{'text':'As told'}");
        request.getMedicationCodeableConcept().setText(text);

        assertThat(figure(request)).contains(expected);
    }

    @Test
    void anAntagonistIsKnownByTheProductTable() {
        assertThat(doses.isAntagonist(request("02458187"), none -> Optional.empty()))
                .isTrue();
        assertThat(doses.isAntagonist(request("02295709"), none -> Optional.empty()))
                .isFalse();
        assertThat(doses.isAntagonist(request("09999999"), none -> Optional.empty()))
                .isFalse();
    }

    private String figure(MedicationRequest request) {
        return switch (doses.of(request, none -> Optional.empty())) {
            case PrescribedDose.Computed computed -> computed.milligramsPerDay().toPlainString();
            case PrescribedDose.NotComputable(String why) -> why;
            case PrescribedDose.NoOpioid none -> "none";
        };
    }

    private static String dose(String value, String unit) {
        return "'doseAndRate':[{'doseQuantity':{'value':" + value + ",'unit':'" + unit + "'}}]";
    }

    private static MedicationRequest request(String din, String... dosages) {
        String json = "{'resourceType':'MedicationRequest','medicationCodeableConcept':{'coding':[{'system':'" + DIN
                + "','code':'" + din + "'}]},'dosageInstruction':[" + String.join(",", dosages) + "]}";
        return GuideValidator.FHIR
                .newJsonParser()
                .parseResource(
                        MedicationRequest.class, json.replace('\'', '"').replace(",\"dosageInstruction\":[]", ""));
    }
}
