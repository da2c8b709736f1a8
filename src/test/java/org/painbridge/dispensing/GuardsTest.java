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
