package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a rule from being raised is said: on the finding, or instead of it. */
class GuardsTest {
    private final DispensingEngine engine = Library.engine("N1");

    @Test
    void twoOfOnePracticeAreNotRaisedAndTheReasonIsTold() {
        DispenseHistory history = history(
                dispense("a").by("A").inPractice("P").on(JUNE_1.minusDays(9)).build(),
                dispense("b").by("B").inPractice("P").on(JUNE_1.minusDays(8)).build(),
                dispense("c").by("C").inPractice("Q").build());

        HistoryEvaluation evaluation = engine.on(history);

        assertThat(evaluation.evaluate(new DispenseId("c")).findings()).isEmpty();
        assertThat(because(evaluation)).containsExactly("Not raised because of: group practice or locum.");
    }

    @Test
    void anExemptPatientIsNotRaisedAndTheReasonIsTold() {
        DispenseHistory history = history(
                dispense("a")
                        .by("A")
                        .under(Circumstance.CANCER)
                        .on(JUNE_1.minusDays(9))
                        .build(),
                dispense("b").by("B").on(JUNE_1.minusDays(8)).build(),
                dispense("c").by("C").build());

        HistoryEvaluation evaluation = engine.on(history);

        assertThat(evaluation.evaluate(new DispenseId("c")).findings()).isEmpty();
        assertThat(because(evaluation)).containsExactly("Not raised because of: cancer.");
        NotRaised notRaised = evaluation.notRaised(new DispenseId("c")).getFirst();
        assertThat(notRaised.rule().key().id()).isEqualTo("N1");
        assertThat(notRaised.reasons()).containsExactly("cancer");
        assertThat(notRaised.dispenses()).extracting(DispenseId::id).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void agonistTreatmentIsLeftOutAndTheReasonIsTold() {
        DispenseHistory history = history(
                dispense("a").by("A").of("02295709").on(JUNE_1.minusDays(9)).build(),
                dispense("b").by("B").on(JUNE_1.minusDays(8)).build(),
                dispense("c").by("C").build());

        HistoryEvaluation evaluation = engine.on(history);

        assertThat(because(evaluation)).containsExactly("Not raised because of: agonist treatment.");
    }

    @Test
    void whatWasToldBeforeIsNotRaisedAndSaysOfWhich() {
        DispenseHistory history = history(
                dispense("a").by("A").on(JUNE_1.minusDays(9)).build(),
                dispense("b").by("B").on(JUNE_1.minusDays(8)).build(),
                dispense("d").by("D").on(JUNE_1.minusDays(7)).build(),
                dispense("c").by("A").build());

        List<NotRaised> notRaised = engine.on(history).notRaised(new DispenseId("c"));

        assertThat(notRaised).singleElement().satisfies(each -> {
            assertThat(each.reasons()).containsExactly("told-before");
            assertThat(each.toldBy()).contains(new DispenseId("d"));
        });
        assertThat(engine.on(history).notRaised(new DispenseId("d"))).isEmpty();
    }

    @Test
    void aRuleOnTrialIsNotRaised() {
        String yaml = new PackagedFile("rules/G6.yaml").text().replace("state: active", "state: shadow");
        DispenseHistory history =
                history(dispense("c").of("00125121").amount("60", "1").days(10).build());

        assertThat(Library.engine("G6", yaml).on(history).notRaised(new DispenseId("c")))
                .singleElement()
                .satisfies(each -> assertThat(each.reasons()).containsExactly("on-trial"));
    }

    /** It is asked as a question. */
    @Test
    void whatIsUndecidedIsNoneThatIsNotRaised() {
        DispenseHistory history = history(
                dispense("b")
                        .under(Circumstance.PART_FILL)
                        .on(JUNE_1.minusDays(1))
                        .build(),
                dispense("c").build());
        HistoryEvaluation evaluation = Library.engine("N3").on(history);

        assertThat(evaluation.evaluate(new DispenseId("c")).undecided()).isNotEmpty();
        assertThat(evaluation.notRaised(new DispenseId("c"))).isEmpty();
    }

    @Test
    void whereNothingWouldBeRaisedThereIsNothingToTell() {
        DispenseHistory history = history(dispense("c").by("C").inPractice("P").build());

        assertThat(engine.on(history).notRaised(new DispenseId("c"))).isEmpty();
    }

    @Test
    void aFindingSaysWhoCountsAsOneAndWhatIsHeededAndWhatIsNotConsidered() {
        DispenseHistory history = history(
                dispense("a").by("A").inPractice("P").on(JUNE_1.minusDays(9)).build(),
                dispense("b").by("B").inPractice("P").on(JUNE_1.minusDays(8)).build(),
                dispense("d")
                        .by("D")
                        .inPractice("R")
                        .under(Circumstance.HOSPITAL_DISCHARGE)
                        .on(JUNE_1.minusDays(7))
                        .build(),
                dispense("c").by("C").inPractice("Q").build());

        Finding finding =
                engine.on(history).evaluate(new DispenseId("c")).findings().getFirst();

        assertThat(finding.facts().count()).isEqualTo(3);
        assertThat(finding.limits())
                .extracting(BilingualText::en)
                .containsExactly(
                        "Prescribers who count as one with another of the same practice: 1.",
                        "To be seen in the light of: hospital discharge.",
                        "Not considered, since the record does not tell: palliative care, cancer, tapering.");
    }

    @Test
    void aDoseSaysOfHowMuchItIsNotKnownWhetherItIsTreatment() {
        DispenseHistory history =
                history(dispense("c").of("02247700").amount("20", "1").days(10).build());

        Finding finding = Library.engine("G6")
                .evaluate(history, new DispenseId("c"))
                .findings()
                .getFirst();

        assertThat(finding.facts().count()).isEqualTo(94);
        assertThat(finding.limits())
                .extracting(BilingualText::en)
                .contains(
                        "Dispenses for pain or for treatment of opioid use disorder, of which it is not known for which: 1.");
    }

    private static List<String> because(HistoryEvaluation evaluation) {
        return evaluation.notRaised(new DispenseId("c")).stream()
                .map(each -> each.sentence().en())
                .toList();
    }
}
