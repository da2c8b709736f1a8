package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.MmeReports.exactly;
import static org.painbridge.dispensing.MmeReports.report;

import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.MmeContribution.Result;
import org.painbridge.dispensing.MmeFigure.AtLeast;
import org.painbridge.dispensing.MmeFigure.Unknown;

/** What is for agonist treatment, or may be, beside what is for pain. */
class MmeTreatmentTest {
    private static final String METADOL_10 = "02247700";
    private static final String METADOL_D_SOLUTION = "02244290";
    private static final String SUBOXONE_8 = "02295709";

    @Test
    void whatIsOnlyForAgonistTreatmentHasAFigureAndStaysOutOfTheTotal() {
        MmeReport report = report(
                "on-research",
                1,
                dispense("d1").build(),
                dispense("d2").of(SUBOXONE_8).amount("7", "tablet").days(7).build());

        assertThat(report.figures().current()).isEqualTo(new AtLeast(DailyMme.of("13.5")));
        MmeContribution suboxone = report.contributions().getLast();
        assertThat(suboxone.inTotal()).isFalse();
        assertThat(suboxone.result()).isEqualTo(new Result.Computed(DailyMme.of("310.4"), JUNE_1));
    }

    @Test
    void aPatientOnAgonistTreatmentAloneHasNoTotalOfZero() {
        MmeReport report = report(
                "on-research",
                1,
                dispense("d1").of(METADOL_D_SOLUTION).amount("56", "mL").days(7).build());

        assertThat(report.figures().current()).isEqualTo(new Unknown());
    }

    @Test
    void treatmentBySubstanceOrRecordIsSaidApart() {
        Dispense treated = dispense("d2")
                .of(METADOL_10)
                .amount("40", "tablet")
                .days(10)
                .under(Circumstance.AGONIST_TREATMENT)
                .build();
        MmeReport report = report(
                "on-research",
                2,
                dispense("d1").build(),
                treated,
                dispense("d3").of(SUBOXONE_8).amount("7", "tablet").days(7).build());

        assertThat(report.figures().current()).isEqualTo(new AtLeast(DailyMme.of("13.5")));
        assertThat(report.byIndication()).isEmpty();
        MmeReport.Apart apart = report.agonistTreatment().orElseThrow();
        assertThat(apart.dispenses()).isEqualTo(2);
        assertThat(apart.figures().current()).isEqualTo(exactly("498.4")); // 40 x 4.7 and 8 x 38.8
        assertThat(apart.figures().mean()).isEqualTo(exactly("249.2"));
        assertThat(report.contributions()).extracting(MmeContribution::inTotal).containsExactly(true, false, false);
    }

    @Test
    void whatMayBeTreatmentIsInTheTotalAndSaidApart() {
        Dispense untold =
                dispense("d1").of(METADOL_10).amount("10", "tablet").days(10).build();
        Dispense ofCancer = dispense("d2")
                .of(METADOL_10)
                .amount("10", "tablet")
                .days(10)
                .under(Circumstance.CANCER)
                .build();
        MmeReport report = report("on-research", 1, untold, ofCancer);

        assertThat(report.figures().current()).isEqualTo(exactly("94"));
        assertThat(report.agonistTreatment()).isEmpty();
        assertThat(report.byIndication())
                .hasValueSatisfying(
                        apart -> assertThat(apart.figures().current()).isEqualTo(exactly("47")));
    }

    @Test
    void figuresApartAreIncompleteByWhatMayBeOfTheirKind() {
        Dispense suboxone =
                dispense("d1").of(SUBOXONE_8).amount("7", "tablet").days(7).build();
        MmeReport report = report(
                "on-research", 1, suboxone, dispense("d2").of(NOT_IN_TABLE).build());

        assertThat(report.agonistTreatment().orElseThrow().figures().current())
                .isEqualTo(new AtLeast(DailyMme.of("310.4")));
    }
}
