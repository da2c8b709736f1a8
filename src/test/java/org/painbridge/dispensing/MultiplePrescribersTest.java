package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.LORAZEPAM_1;
import static org.painbridge.dispensing.Dispenses.NALOXONE_SPRAY;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule N1 as it comes with the library: three or more prescribers of monitored drugs within 28 days. */
class MultiplePrescribersTest {
    private final DispensingEngine engine = Library.engine("N1");
    private final Dispense ofA = dispense("a").by("A").on(JUNE_1.minusDays(27)).build();
    private final Dispense ofB = dispense("b").by("B").on(JUNE_1.minusDays(10)).build();

    @Test
    void theThirdPrescriberWithinTheWindowIsFoundWithItsEvidence() {
        Dispense ofC = dispense("c").by("C").of(LORAZEPAM_1).build();

        Evaluation evaluation = evaluateLast(ofA, ofB, ofC);

        assertThat(evaluation.undecided()).isEmpty();
        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().key()).isEqualTo(new RuleKey("N1", "0.2.0"));
            assertThat(finding.rule().basis().status()).isEqualTo(Status.UNVERIFIED);
            assertThat(finding.facts().dispense()).isEqualTo(ofC);
            assertThat(finding.facts().counted()).containsExactly(ofA, ofB, ofC);
            assertThat(finding.facts().count()).isEqualTo(3);
            assertThat(finding.facts().window()).isEqualTo(new Span(JUNE_1.minusDays(27), JUNE_1));
            assertThat(finding.facts().clearsOn()).contains(JUNE_1.plusDays(1));
        });
    }

    @Test
    void aFindingSaysInBothLanguagesWhatWasFoundAndWhatClearsIt() {
        Finding finding =
                evaluateLast(ofA, ofB, dispense("c").by("C").build()).findings().getFirst();

        assertThat(finding.sentence())
                .isEqualTo(
                        new BilingualText(
                                "Monitored drugs from 3 prescribers between 2026-05-05 and 2026-06-01 (rule: 3 or more within 28 days).",
                                "Médicaments surveillés prescrits par 3 prescripteurs entre le 2026-05-05 et le 2026-06-01 (règle : 3 ou plus en 28 jours)."));
        assertThat(finding.clears().en()).startsWith("No longer true from 2026-06-02");
        assertThat(finding.clears().fr()).startsWith("N'est plus vrai à compter du 2026-06-02");
        assertThat(finding.limits()).hasSize(1);
    }

    @Test
    void aDispense27DaysAgoIsInTheWindowAndOne28DaysAgoIsNot() {
        Dispense ofC = dispense("c").by("C").build();
        Dispense outside = dispense("a").by("A").on(JUNE_1.minusDays(28)).build();

        assertThat(evaluateLast(ofA, ofB, ofC).findings()).hasSize(1);
        assertThat(evaluateLast(outside, ofB, ofC).findings()).isEmpty();
        assertThat(evaluateLast(outside, ofB, ofC).undecided()).isEmpty();
    }

    @Test
    void onePrescriberCountsOnceHoweverOftenShePrescribes() {
        assertThat(evaluateLast(ofA, ofB, dispense("c").by("A").build()).findings())
                .isEmpty();
    }

    @Test
    void anUnknownPrescriberIsNoThirdPrescriberAndTheAnswerStaysOpen() {
        Evaluation evaluation =
                evaluateLast(ofA, ofB, dispense("c").byUnknownPrescriber().build());

        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.undecided()).singleElement().satisfies(open -> {
            assertThat(open.rule().key().id()).isEqualTo("N1");
            assertThat(open.because()).containsExactly(new DispenseId("c"));
            assertThat(open.sentence().en()).contains("2 are known");
            assertThat(open.limits().getFirst().en()).endsWith("not counted: 1.");
        });
    }

    @Test
    void anUnknownPrescriberAmongThreeKnownOnesIsALimitOfTheFinding() {
        Dispense unknown =
                dispense("u").byUnknownPrescriber().on(JUNE_1.minusDays(1)).build();

        Evaluation evaluation =
                evaluateLast(ofA, ofB, unknown, dispense("c").by("C").build());

        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.facts().counted()).doesNotContain(unknown);
            assertThat(finding.limits().getFirst().en())
                    .isEqualTo("Dispenses without a known prescriber, not counted: 1.");
        });
        assertThat(evaluation.undecided()).isEmpty();
    }

    @Test
    void aPrescriberKnownByReferenceOnlyCountsWithAReserve() {
        Finding finding = evaluateLast(
                        ofA, ofB, dispense("c").byReference("Practitioner/9").build())
                .findings()
                .getFirst();

        assertThat(finding.limits().getFirst().en()).contains("by reference only");
    }

    @Test
    void drugsThatAreNotMonitoredDoNotCount() {
        Dispense naloxone = dispense("n").of(NALOXONE_SPRAY).by("C").build();
        Dispense flaggedNo =
                dispense("c").of(NOT_IN_TABLE).flagged(false).by("C").build();

        assertThat(evaluateLast(ofA, ofB, naloxone)).isEqualTo(nothing("n"));
        assertThat(evaluateLast(ofA, ofB, flaggedNo)).isEqualTo(nothing("c"));
    }

    @Test
    void aProductTheTableLacksLeavesTheAnswerOpenUnlessTheSenderFlagsIt() {
        Dispense unknown = dispense("c").of(NOT_IN_TABLE).by("C").build();
        Dispense flagged = dispense("c").of(NOT_IN_TABLE).flagged(true).by("C").build();

        assertThat(evaluateLast(ofA, ofB, unknown).findings()).isEmpty();
        assertThat(evaluateLast(ofA, ofB, unknown).undecided()).hasSize(1);
        assertThat(evaluateLast(ofA, ofB, flagged).findings()).hasSize(1);
    }

    @Test
    void aDispenseIsNotJudgedByLaterOnes() {
        Dispense later = dispense("c").by("C").on(JUNE_1.plusDays(1)).build();
        Dispense now = dispense("b2").by("B").build();

        Evaluation evaluation = engine.evaluate(history(ofA, ofB, now, later), now.id());

        assertThat(evaluation).isEqualTo(nothing("b2"));
    }

    @Test
    void withoutAReversedDispenseTheFindingIsGone() {
        Dispense ofC = dispense("c").by("C").build();

        assertThat(evaluateLast(ofA, ofB, ofC).findings()).hasSize(1);
        assertThat(evaluateLast(ofA, ofC).findings()).isEmpty();
    }

    private Evaluation evaluateLast(Dispense... dispenses) {
        DispenseHistory history = history(dispenses);
        return engine.evaluate(history, dispenses[dispenses.length - 1].id());
    }

    private static Evaluation nothing(String id) {
        return new Evaluation(new DispenseId(id), List.of(), List.of());
    }
}
