package org.painbridge.server.store.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A data set, what is asked of it, and who knows the answers. */
public record Trial(Chart chart, List<Question> questions, SearchOracle oracle) {
    /** The types that refer to each other most, in their proportions; a trial has others beside them. */
    private static final List<String> CORE = List.of(
            "Patient",
            "Patient",
            "Practitioner",
            "Organization",
            "Observation",
            "Observation",
            "Observation",
            "Observation");

    public Trial {
        questions = List.copyOf(questions);
    }

    /** Makes trials for a server with these settings. */
    public record Maker(OracleParts parts, List<String> types, String base, ZoneId zone, Instant now) {

        public Trial make(RandomGenerator random, int questions) {
            return of(chart(random, ""), random, questions);
        }

        /** @param mark what all ids begin with */
        public Chart chart(RandomGenerator random, String mark) {
            return RandomChart.of(random, parts, base, mixture(random), mark);
        }

        /** Random questions to a chart that is there. */
        public Trial of(Chart chart, RandomGenerator random, int questions) {
            RandomQuestion next = new RandomQuestion(random, parts, chart.current(), base);
            List<Question> asked = Stream.generate(next::next).limit(questions).toList();
            return new Trial(chart, asked, new SearchOracle(parts, chart, zone, now));
        }

        private List<String> mixture(RandomGenerator random) {
            List<String> others = new ArrayList<>(types);
            Collections.shuffle(others, random);
            List<String> mixture = new ArrayList<>(CORE);
            mixture.addAll(others.subList(0, 3));
            mixture.addAll(others.subList(0, 2)); // Some types have several resources.
            return mixture;
        }
    }
}
