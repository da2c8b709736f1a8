package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is true for weeks is told once: again when it goes further, or after quiet days. */
class EpisodesTest {
    private static final String CODEINE = "00593451";
    private static final String OXYCODONE = "00789739";

    private final DispensingEngine engine = Library.engine("N1");
    private final Dispense ofA = dispense("a").by("A").on(JUNE_1).build();
    private final Dispense ofB = dispense("b").by("B").on(JUNE_1.plusDays(1)).build();
    private final Dispense ofC = dispense("c").by("C").on(JUNE_1.plusDays(2)).build();

    @Test
    void aFindingThatGoesNoFurtherNamesTheOneThatToldOfItAndIsNoIssue() {
        Dispense again = dispense("again").by("C").on(JUNE_1.plusDays(9)).build();

        Evaluation evaluation = engine.evaluate(history(ofA, ofB, ofC, again), again.id());

        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.toldBy()).contains(ofC.id());
            assertThat(finding.isNews()).isFalse();
        });
        assertThat(evaluation.issues()).isEmpty();
    }

    @Test
    void aFourthPrescriberIsNewsAtOnce() {
        Dispense ofD = dispense("d").by("D").on(JUNE_1.plusDays(3)).build();

        assertThat(engine.evaluate(history(ofA, ofB, ofC, ofD), ofD.id()).issues())
                .hasSize(1);
    }

    @Test
    void afterTheQuietDaysItIsNewsAgain() {
        Dispense ofD = dispense("d").by("D").on(JUNE_1.plusDays(31)).build();
        Dispense ofE = dispense("e").by("E").on(JUNE_1.plusDays(31)).build();
        Dispense ofF = dispense("f").by("F").on(JUNE_1.plusDays(32)).build();

        List<Evaluation> all = engine.evaluateAll(history(ofA, ofB, ofC, ofD, ofE, ofF));

        assertThat(all.stream()
                        .filter(each -> !each.issues().isEmpty())
                        .map(each -> each.dispense().id()))
                .containsExactly("c", "f");
    }

    @Test
    void withoutTheDispenseThatToldOfItTheNextOneIsNews() {
        Dispense again = dispense("again").by("C").on(JUNE_1.plusDays(9)).build();

        assertThat(engine.evaluate(history(ofA, ofB, again), again.id()).issues())
                .hasSize(1);
    }

    @Test
    void whoAsksForNewsOnlyHearsNothingTwice() {
        Dispense again = dispense("again").by("C").on(JUNE_1.plusDays(9)).build();
        HistoryEvaluation evaluation = engine.on(history(ofA, ofB, ofC, again));

        assertThat(evaluation.evaluate(again.id()).findings()).hasSize(1);
        assertThat(evaluation.news(again.id()).findings()).isEmpty();
        assertThat(evaluation.news(ofC.id())).isEqualTo(evaluation.evaluate(ofC.id()));
    }

    @Test
    void aRefillOfAnotherDrugIsNewsOfTheSameIsNot() {
        Dispense first = dispense("first").of(CODEINE).days(30).on(JUNE_1).build();
        Dispense other = dispense("other").of(OXYCODONE).days(30).on(JUNE_1).build();
        Dispense early =
                dispense("early").of(CODEINE).days(30).on(JUNE_1.plusDays(9)).build();
        Dispense otherEarly = dispense("otherEarly")
                .of(OXYCODONE)
                .days(30)
                .on(JUNE_1.plusDays(10))
                .build();
        Dispense again =
                dispense("again").of(CODEINE).days(30).on(JUNE_1.plusDays(11)).build();

        List<Evaluation> all = Library.engine("N3").evaluateAll(history(first, other, early, otherEarly, again));

        assertThat(all.stream()
                        .filter(each -> !each.issues().isEmpty())
                        .map(each -> each.dispense().id()))
                .containsExactly("early", "otherEarly");
    }

    @Test
    void aRuleOnTrialIsCountedAndNotTold() {
        Dispense low = dispense("low").of("00125121").amount("60", "1").days(30).build();
        Dispense high = dispense("high")
                .of("00786543")
                .amount("60", "1")
                .days(30)
                .on(JUNE_1.plusDays(28))
                .build();

        Evaluation evaluation = Library.engine("G11").evaluate(history(low, high), high.id());

        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.shadow())
                .extracting(finding -> finding.rule().key().id())
                .containsExactly("G11");
    }

    @Test
    void aRuleThatAnswersOnlyIsToldButPutsNothingOnRecord() {
        Dispense start = dispense("start").build();

        Evaluation evaluation = Library.engine("G3").evaluate(history(start), start.id());

        assertThat(evaluation.findings()).hasSize(1);
        assertThat(evaluation.issues()).isEmpty();
    }

    @Test
    void aHighDoseEndsWithTheWholeOfALongSupply() {
        Dispense high =
                dispense("high").of("00125121").amount("1200", "1").days(400).build();

        assertThat(Library.engine("G6")
                        .evaluate(history(high), high.id())
                        .findings()
                        .getFirst()
                        .facts()
                        .clearsOn())
                .contains(JUNE_1.plusDays(400));
    }

    @Test
    void aRuleThatIsOffSaysNothing() {
        Dispense much =
                dispense("much").of("00125121").amount("900", "1").days(30).build();

        assertThat(Library.engine("G7").evaluate(history(much), much.id()).findings())
                .isEmpty();
        assertThat(RuleSet.fromClassPath().lookBackDays()).isEqualTo(28 + 183 + 28);
    }
}
