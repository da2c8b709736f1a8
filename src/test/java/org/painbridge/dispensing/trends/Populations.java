package org.painbridge.dispensing.trends;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Question question = new Question(QUARTER, List.of(by));
        Map<Cell, Tally> atoms = new HashMap<>();
        Map<Cell, Tally> cells = new HashMap<>();
        people.forEach((atom, number) -> {
            Tally tally = new Tally(number, number);
            atoms.put(atom, tally);
            question.cells(atom).forEach(cell -> cells.merge(cell, tally, Tally::plus));
        });
        return new Table(PEOPLE, atoms, cells);
    }
}
