package org.painbridge.server.store.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That the random questions are worth asking. */
class TrialTest {
    private static final String BASE = "http://here.example/fhir";
    private static final Trial.Maker MAKER = new Trial.Maker(
            new OracleParts(FhirContext.forR4Cached(), BASE),
            List.of("Condition", "Encounter", "MedicationRequest", "Task", "CarePlan", "Goal"),
            BASE,
            ZoneId.of("America/Toronto"),
            Instant.parse("2026-01-01T00:00:00Z"));

    private static final List<Trial> TRIALS =
            LongStream.range(0, 25).mapToObj(TrialTest::trial).toList();

    @Test
    void aSeedAlwaysGivesTheSameTrial() {
        assertThat(trial(7).questions()).isEqualTo(TRIALS.get(7).questions());
        assertThat(trial(7).chart().current().keySet())
                .isEqualTo(TRIALS.get(7).chart().current().keySet());
    }

    @Test
    void everyChartHasSomeResourcesAndSomeAreChangedOrDeleted() {
        assertThat(TRIALS)
                .allSatisfy(trial -> assertThat(trial.chart().current()).hasSizeBetween(8, 50));
        assertThat(TRIALS)
                .anyMatch(trial -> trial.chart().steps().stream()
                        .flatMap(step -> step.writes().stream())
                        .anyMatch(Chart.Write::deletes));
    }

    @Test
    void halfOfTheQuestionsFindSomethingAndSomeFindSeveral() {
        List<Integer> found = TRIALS.stream()
                .flatMap(trial -> trial.questions().stream().map(trial.oracle()::search))
                .map(List::size)
                .toList();

        assertThat(found.stream().filter(size -> size > 0).count()).isGreaterThan(found.size() / 2);
        assertThat(found.stream().filter(size -> size > 2).count()).isGreaterThan(found.size() / 10);
    }

    @Test
    void everyWayToAskIsAsked() {
        List<String> asked = TRIALS.stream()
                .flatMap(trial -> trial.questions().stream())
                .map(Question::toString)
                .toList();

        assertThat(String.join("\n", asked))
                .contains(":missing=true", ":missing=false", ":exact=", ":contains=", ":not=", ":identifier=")
                .contains("=ne", "=gt", "=lt", "=ge", "=le", "=sa", "=eb", "=ap", "=eq")
                .contains("_has:", ":_has:", "subject:Patient.", "subject.", ":Patient=", BASE)
                .contains("_sort=-", ",-", "_include=", "_include:iterate=", "_revinclude=", "_revinclude:iterate=")
                .contains("_id=", "_lastUpdated=", "_tag=", "_profile=", "_security=", "_source=")
                .contains("value-quantity=", "||mg", "\\,", "\\|", "_count=1", "_total=accurate");
    }

    private static Trial trial(long seed) {
        return MAKER.make(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), 30);
    }
}
