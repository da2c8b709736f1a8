package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.NALOXONE_SPRAY;
import static org.painbridge.dispensing.Dispenses.PATIENT;
import static org.painbridge.dispensing.Dispenses.dispense;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.UnplacedDispense.Why;

/** Dispenses of which the day, or whether they took place, is not known: never counted, never passed over. */
class UnplacedDispensesTest {
    private final DispensingEngine engine = Library.engine("N1");
    private final MmeCalculator calculator = new MmeCalculator(Library.DRUGS, MmeMethod.fromClassPath());
    private final Dispense ofA = dispense("a").by("A").on(JUNE_1.minusDays(10)).build();
    private final Dispense ofB = dispense("b").by("B").build();
    private final LocalDate endOfMay = JUNE_1.minusDays(1);

    @Test
    void aThirdPrescriberOnAnUnknownDayOfTheWindowLeavesTheAnswerOpen() {
        UnplacedDispense ofC = dispense("c").by("C").on(JUNE_1.minusDays(31)).until(endOfMay, Why.DAY_UNKNOWN);

        Evaluation evaluation = engine.evaluate(history(List.of(ofA, ofB), ofC), ofB.id());

        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.undecided())
                .singleElement()
                .satisfies(open -> assertThat(open.limits().getFirst().en()).endsWith("not counted: 1."));
    }

    @Test
    void outsideTheWindowOrOfAKnownPrescriberItChangesNothing() {
        UnplacedDispense before =
                dispense("c").by("C").on(JUNE_1.minusDays(90)).until(JUNE_1.minusDays(28), Why.DAY_UNKNOWN);
        UnplacedDispense same = dispense("c").by("A").on(JUNE_1.minusDays(31)).until(endOfMay, Why.DAY_UNKNOWN);

        assertThat(engine.evaluate(history(List.of(ofA, ofB), before), ofB.id()).undecided())
                .isEmpty();
        assertThat(engine.evaluate(history(List.of(ofA, ofB), same), ofB.id()).undecided())
                .isEmpty();
    }

    @Test
    void anotherThanMonitoredDrugChangesNothing() {
        UnplacedDispense naloxone = dispense("n")
                .by("C")
                .of(NALOXONE_SPRAY)
                .on(JUNE_1.minusDays(31))
                .until(endOfMay, Why.DAY_UNKNOWN);

        assertThat(engine.evaluateAll(history(List.of(ofA, ofB), naloxone)))
                .allSatisfy(evaluation -> assertThat(evaluation.undecided()).isEmpty());
    }

    @Test
    void aFindingHoldsWhateverTheUnknownDayIsAndNamesItAsALimit() {
        Dispense ofC = dispense("c").by("C").on(JUNE_1.minusDays(5)).build();
        UnplacedDispense ofD = dispense("d").by("D").on(JUNE_1.minusDays(31)).until(endOfMay, Why.DAY_UNKNOWN);

        Evaluation evaluation = engine.evaluate(history(List.of(ofA, ofB, ofC), ofD), ofB.id());

        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.facts().count()).isEqualTo(3);
            assertThat(finding.limits().getFirst().en()).contains("no whole day of hand-over");
        });
    }

    @Test
    void oneThatCanOnlyLieBehindTheOthersIsOpenItself() {
        UnplacedDispense ofC = dispense("c").by("C").on(JUNE_1.plusDays(1)).until(JUNE_1.plusDays(60), Why.DAY_UNKNOWN);

        assertThat(engine.evaluate(history(List.of(ofA, ofB), ofC), ofB.id()).undecided())
                .isEmpty();
        assertThat(engine.evaluate(history(List.of(ofA, ofB), ofC), ofC.id()).undecided())
                .hasSize(1);
    }

    @Test
    void threeWithoutAnyDayAreOpen() {
        DispenseHistory history = history(List.of(), anyDay("a", "A"), anyDay("b", "B"), anyDay("c", "C"));

        assertThat(engine.evaluate(history, new DispenseId("a")).undecided()).hasSize(1);
        assertThat(engine.evaluate(history, new DispenseId("a")).findings()).isEmpty();
    }

    /** Each day tried costs a look at the whole history, so not all are. */
    @Test
    void amongManyDaysWhatItCouldBreakInBetweenIsOpenWithoutTryingEach() {
        DispensingEngine overlap = Library.engine("G8");
        List<Dispense> fills = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            fills.add(dispense("f" + i)
                    .of(i < 5 ? "00789739" : "00584991")
                    .days(1)
                    .on(JUNE_1.plusDays(20L * i))
                    .build());
        }
        UnplacedDispense lorazepam = dispense("l")
                .of(Dispenses.LORAZEPAM_1)
                .days(1)
                .on(JUNE_1.minusDays(50))
                .until(JUNE_1.plusDays(900), Why.DAY_UNKNOWN);

        Evaluation evaluation = overlap.evaluate(history(fills, lorazepam), lorazepam.id());

        assertThat(evaluation.undecided())
                .singleElement()
                .satisfies(open -> assertThat(open.because()).contains(lorazepam.id()));
        assertThat(engine.evaluate(history(fills, lorazepam), lorazepam.id()).undecided())
                .isEmpty();
    }

    @Test
    void morphineEquivalentsAreIncompleteOnTheDaysItMayReach() {
        UnplacedDispense unplaced = dispense("u").days(5).on(JUNE_1).until(JUNE_1.plusDays(9), Why.HAND_OVER_UNKNOWN);
        DispenseHistory history = history(List.of(), unplaced);

        MmeReport report = report(history, JUNE_1.plusDays(13));

        assertThat(report.complete()).isFalse();
        assertThat(report.figures().current()).isEqualTo(new MmeFigure.Unknown());
        assertThat(report.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.dispense()).isEqualTo(unplaced.id());
            assertThat(missing.product()).isPresent();
            assertThat(missing.reason().why()).isEqualTo(NotComputable.Why.HAND_OVER_UNKNOWN);
            assertThat(missing.reason().detail()).contains("2026-06-01").contains("2026-06-10");
        });
        assertThat(report(history, JUNE_1.plusDays(14)).complete()).isTrue();
        assertThat(report(history, JUNE_1.minusDays(1)).complete()).isTrue();
    }

    @Test
    void whatIsKnownStaysInTheFigureAsTheLeastItCanBe() {
        DispenseHistory history = history(List.of(ofB), anyDay("u", "A"));

        assertThat(report(history, JUNE_1).figures().current()).isEqualTo(new MmeFigure.AtLeast(DailyMme.of("13.5")));
    }

    @Test
    void naloxoneWithoutADayLeavesTheFiguresComplete() {
        UnplacedDispense naloxone = dispense("n").of(NALOXONE_SPRAY).until(JUNE_1.plusDays(9), Why.DAY_UNKNOWN);

        assertThat(report(history(List.of(ofB), naloxone), JUNE_1).complete()).isTrue();
    }

    @Test
    void aDispenseOfALinkedRecordIsNotCountedAndLeavesBothAnswersOpen() {
        DispenseRow elsewhere = DispenseRow.of(new Dispense(
                new DispenseId("c"),
                new PatientRef("p2"),
                ofA.drug(),
                new Providers(Optional.of(new ProviderKey("licence|C")), Optional.empty()),
                ofA.supply(),
                HandedOver.on(JUNE_1.minusDays(3))));
        DispenseHistory history = DispenseHistory.ofRows(
                PATIENT, List.of(DispenseRow.of(ofA), DispenseRow.of(ofB), elsewhere.asLinked()));

        Evaluation evaluation = engine.evaluate(history, ofB.id());

        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.undecided()).singleElement().satisfies(open -> {
            assertThat(open.because()).containsExactly(new DispenseId("c"));
            assertThat(open.limits().getFirst().en()).contains("linked as the same person");
        });
        assertThat(report(history, JUNE_1).complete()).isFalse();
        assertThat(report(history, JUNE_1).missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.reason().detail()).contains("Patient/p2"));
    }

    private static UnplacedDispense anyDay(String id, String prescriber) {
        return dispense(id)
                .by(prescriber)
                .on(UnplacedDispense.EARLIEST)
                .until(UnplacedDispense.LATEST, Why.DAY_UNKNOWN);
    }

    private static DispenseHistory history(List<Dispense> placed, UnplacedDispense... unplaced) {
        return new DispenseHistory(PATIENT, placed, List.of(unplaced));
    }

    private MmeReport report(DispenseHistory history, LocalDate day) {
        return calculator.report(history, Library.TABLES.table("on-research").orElseThrow(), new MmeWindow(day, 1));
    }
}
