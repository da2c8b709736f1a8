package org.painbridge.dispensing.trends;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Made-up counts of people by region and sex in one quarter, without dispenses behind them. */
final class Populations {
    static final Quarters QUARTER = Quarters.parse("2026-Q1");
    static final Indicator PEOPLE = Indicators.fromClassPath().find("people").orElseThrow();

    private Populations() {}

    static Cell atom(String region, String sex) {
        return new Cell(region, QUARTER, "25-44", sex, "codeine");
    }

    static Map<Cell, Long> random(RandomGenerator random) {
        Map<Cell, Long> people = new TreeMap<>();
        for (String region : List.of("K", "L", "M").subList(0, 2 + random.nextInt(2))) {
            for (String sex : List.of("female", "male", "other").subList(0, 2 + random.nextInt(2))) {
                int number = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : random.nextInt(14);
                if (number > 0) {
                    people.put(atom(region, sex), (long) number);
                }
            }
        }
        return people;
    }

    static Table table(Map<Cell, Long> people, Dimension... by) {
        return table(people, Set.of(), by);
    }

    static Table table(Map<Cell, Long> people, Set<Cell> again, Dimension... by) {
        return table(PEOPLE, new Question(QUARTER, List.of(by)), again, people, List::of);
    }

    /** @param counted the finest cells in which a kind of people is counted */
    static <K> Table table(
            Indicator indicator,
            Question question,
            Set<Cell> again,
            Map<K, Long> people,
            Function<K, List<Cell>> counted) {
        CellCount count = new CellCount(indicator, question, again);
        people.forEach((kind, number) -> {
            for (long i = 0; i < number; i++) {
                counted.apply(kind).forEach(atom -> count.add(atom, 1, Optional.empty()));
                count.endOfPerson();
            }
        });
        return count.table();
    }
}
