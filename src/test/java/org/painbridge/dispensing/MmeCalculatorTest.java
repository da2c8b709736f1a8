package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.LORAZEPAM_1;
import static org.painbridge.dispensing.Dispenses.NALOXONE_SPRAY;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;
import static org.painbridge.dispensing.MmeReports.exactly;
import static org.painbridge.dispensing.MmeReports.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.dispensing.MmeContribution.Result;
import org.painbridge.dispensing.MmeFigure.AtLeast;
import org.painbridge.dispensing.MmeFigure.Unknown;
import org.painbridge.dispensing.NotComputable.Why;

class MmeCalculatorTest {
    private static final String METADOL_10 = "02247700";
    private static final String SUBOXONE_8 = "02295709";
    private static final String FENTANYL_25 = "02282941";
    private static final String MORPHINE_SYRUP = "00614505";

    private final MmeMethod method = MmeMethod.fromClassPath();

    @Test
    void fifteenTabletsOfCodeine30OverFiveDaysAre13point5ADay() {
        MmeReport report = report("on-research", 1, dispense("d1").build());

        assertThat(report.figures().current()).isEqualTo(exactly("13.5"));
        assertThat(report.complete()).isTrue();
    }

    @Test
    void everyReportNamesItsTableItsVersionAndItsSource() {
        MmeTableId table = report("cdc-2022", 1, dispense("d1").build()).table();

        assertThat(table.code()).isEqualTo("cdc-2022");
        assertThat(table.version())
                .isEqualTo(Library.TERMINOLOGY
                        .codeSet("https://painbridge.example/fhir/ValueSet/mme-table")
                        .version());
        assertThat(table.source()).startsWith("CDC 2022");
    }

    @Test
    void aSupplyEndsAfterItsLastDay() {
        Dispense fiveDays = dispense("d1").on(JUNE_1.minusDays(4)).build();
        Dispense over = dispense("d1").on(JUNE_1.minusDays(5)).build();

        assertThat(report("on-research", 1, fiveDays).figures().current()).isEqualTo(exactly("13.5"));
        assertThat(report("on-research", 1, over).figures().current()).isEqualTo(exactly("0"));
    }

    @Test
    void theMeanIsOverAllDaysOfTheWindowAndThePeakIsItsHighestDay() {
        Dispense first = dispense("d1").on(JUNE_1.minusDays(9)).build();
        Dispense overlapping = dispense("d2")
                .on(JUNE_1.minusDays(5))
                .amount("6", "tablet")
                .days(2)
                .build();

        MmeReport report = report("on-research", 10, first, overlapping);

        // 5 days of 13.5 and 2 days of 13.5, of which one day is shared: 94.5 over 10 days.
        assertThat(report.figures().mean()).isEqualTo(exactly("9.45"));
        assertThat(report.figures().peak()).isEqualTo(exactly("27"));
        assertThat(report.figures().current()).isEqualTo(exactly("0"));
        assertThat(report.curve()).hasSize(10);
    }

    @Test
    void whatIsHandedOverAfterTheDayOfTheQuestionIsNotLookedAt() {
        MmeReport report =
                report("on-research", 5, dispense("d1").on(JUNE_1.plusDays(1)).build());

        assertThat(report.contributions()).isEmpty();
        assertThat(report.figures().peak()).isEqualTo(exactly("0"));
    }

    @Test
    void aProductTheTableLacksIsNotComputableAndNotZero() {
        MmeReport report =
                report("on-research", 1, dispense("d1").of(NOT_IN_TABLE).build());

        assertThat(report.figures().current()).isEqualTo(new Unknown());
        assertThat(report.complete()).isFalse();
        assertThat(why(report)).isEqualTo(Why.PRODUCT_UNKNOWN);
    }

    @Test
    void aDispenseWithoutDinIsNotComputable() {
        assertThat(why(report(
                        "on-research", 1, dispense("d1").ofUnknownProduct().build())))
                .isEqualTo(Why.PRODUCT_UNKNOWN);
    }

    @Test
    void anUnknownQuantityIsNotComputable() {
        assertThat(why(report("on-research", 1, dispense("d1").unknownAmount().build())))
                .isEqualTo(Why.QUANTITY_UNKNOWN);
    }

    @Test
    void aQuantityInAnotherUnitThanTheProductIsCountedInIsNotComputable() {
        Dispense bottle =
                dispense("d1").of(MORPHINE_SYRUP).amount("1", "bottle").build();
        Dispense pieces = dispense("d1").of(MORPHINE_SYRUP).amount("1", "1").build();

        assertThat(why(report("on-research", 1, bottle))).isEqualTo(Why.UNIT_UNKNOWN);
        assertThat(why(report("on-research", 1, pieces))).isEqualTo(Why.UNIT_UNKNOWN);
    }

    @Test
    void unknownDaysSupplyMakesTotalsIncompleteForAsLongAsItMayReach() {
        Dispense within = dispense("d1")
                .unknownDays()
                .on(JUNE_1.minusDays(method.unknownSupplyReach() - 1L))
                .build();
        Dispense beyond = dispense("d1")
                .unknownDays()
                .on(JUNE_1.minusDays(method.unknownSupplyReach()))
                .build();

        assertThat(why(report("on-research", 1, within))).isEqualTo(Why.DAYS_SUPPLY_UNKNOWN);
        assertThat(report("on-research", 1, beyond).contributions()).isEmpty();
    }

    @Test
    void aTotalWithAnUncomputablePartSaysAtLeast() {
        MmeReport report = report(
                "on-research",
                2,
                dispense("d1").on(JUNE_1.minusDays(1)).build(),
                dispense("d2").unknownAmount().build());

        assertThat(report.figures().current()).isEqualTo(new AtLeast(DailyMme.of("13.5")));
        assertThat(report.figures().mean()).isEqualTo(new AtLeast(DailyMme.of("13.5")));
        assertThat(report.curve().getFirst().figure()).isEqualTo(exactly("13.5"));
        assertThat(report.complete()).isFalse();
    }

    @Test
    void aSetThatGivesARangeForAPatchHasNoSingleFigure() {
        MmeReport report = report(
                "ca-2010",
                1,
                dispense("d1").of(FENTANYL_25).amount("10", "patch").days(30).build());

        assertThat(report.contributions().getFirst().result())
                .isInstanceOfSatisfying(
                        Result.NoFigure.class,
                        none -> assertThat(none.reason().detail()).contains("60 to 134"));
    }

    @Test
    void patchesCountByTheNumberWornAtATime() {
        // 20 patches of three days over 30 days: two worn at a time.
        MmeReport report = report(
                "cdc-2022",
                1,
                dispense("d1").of(FENTANYL_25).amount("20", "patch").days(30).build());

        assertThat(report.figures().current()).isEqualTo(exactly("120"));
    }

    /** 60 mg a day of one; a patch lasts three days. */
    @ParameterizedTest
    @CsvSource({"1, 30, 60", "2, 7, 60", "1, 1, 60", "2, 1, 120", "90, 30, 540"})
    void aPatchCountsWholeWhileItIsWornAndNoneTwice(String patches, int days, String expected) {
        MmeReport report = report(
                "cdc-2022",
                1,
                dispense("d1")
                        .of(FENTANYL_25)
                        .amount(patches, "patch")
                        .days(days)
                        .build());

        assertThat(report.figures().current()).isEqualTo(exactly(expected));
    }

    @Test
    void aSolutionCountsByMillilitre() {
        // 210 mL of 5 mg/mL over 14 days: 75 mg a day.
        MmeReport report = report(
                "on-research",
                1,
                dispense("d1").of(MORPHINE_SYRUP).amount("210", "mL").days(14).build());

        assertThat(report.figures().current()).isEqualTo(exactly("75"));
    }

    @Test
    void methadoneBandsAreChosenByTheWholeDoseOfTheDay() {
        Dispense twenty =
                dispense("d1").of(METADOL_10).amount("20", "tablet").days(10).build();
        Dispense another =
                dispense("d2").of(METADOL_10).amount("10", "tablet").days(10).build();

        assertThat(report("cdc-2017", 1, twenty).figures().current()).isEqualTo(exactly("80"));
        assertThat(report("cdc-2017", 1, twenty, another).figures().current()).isEqualTo(exactly("240"));
    }

    @Test
    void buprenorphineHasNoFigureWhereTheSetGivesNone() {
        MmeReport report = report(
                "cdc-2022",
                1,
                dispense("d1").of(SUBOXONE_8).amount("7", "tablet").days(7).build());

        assertThat(why(report)).isEqualTo(Why.NO_FACTOR);
    }

    @Test
    void drugsThatAreNoOpioidsAddNothing() {
        MmeReport report = report(
                "on-research",
                1,
                dispense("d1").of(LORAZEPAM_1).build(),
                dispense("d2").of(NALOXONE_SPRAY).build(),
                dispense("d3").of(NOT_IN_TABLE).flagged(false).build());

        assertThat(report.contributions()).isEmpty();
        assertThat(report.figures().current()).isEqualTo(exactly("0"));
    }

    @Test
    void anEarlyRefillIsCountedTwiceOrCarriedForwardAsTheMethodSays() {
        Dispense first = dispense("d1").on(JUNE_1.minusDays(1)).build();
        Dispense early = dispense("d2").on(JUNE_1).build();
        MmeMethod carrying = new MmeMethod("on-research", 28, 100, 100, EarlyRefill.CARRIED_FORWARD);

        assertThat(report("on-research", 1, first, early).figures().current()).isEqualTo(exactly("27"));
        assertThat(new MmeCalculator(Library.DRUGS, carrying)
                        .report(
                                history(first, early),
                                Library.TABLES.table("on-research").orElseThrow(),
                                new MmeWindow(JUNE_1, 1))
                        .figures()
                        .current())
                .isEqualTo(exactly("13.5"));
    }

    private static Why why(MmeReport report) {
        return ((Result.NoFigure) report.contributions().getFirst().result())
                .reason()
                .why();
    }
}
