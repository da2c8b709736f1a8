package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** People of a region who had a dispense in the first quarter, the second, or both; made-up counts. */
record Visits(String region, boolean inFirst, boolean inSecond) implements Comparable<Visits> {
    static final Quarters FIRST = Quarters.parse("2026-Q1");
    static final Quarters SECOND = Quarters.parse("2026-Q2");
    static final Quarters BOTH = FIRST.with(SECOND);

    static Map<Visits, Long> random(RandomGenerator random) {
        Map<Visits, Long> people = new TreeMap<>();
        for (String region : List.of("K", "L")) {
            for (Visits each : of(region)) {
                long number = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(12);
                if (number > 0) {
                    people.put(each, number);
                }
            }
        }
        return people;
    }

    private static List<Visits> of(String region) {
        return List.of(
                new Visits(region, true, false), new Visits(region, false, true), new Visits(region, true, true));
    }

    /** All kinds of people in these regions, also those of whom there are none: a reader cannot know. */
    static Collection<Visits> kinds(Map<Visits, Long> people) {
        List<Visits> kinds = new ArrayList<>();
        people.keySet().stream().map(Visits::region).distinct().forEach(region -> kinds.addAll(of(region)));
        return kinds;
    }

    static boolean isIn(Cell cell, Visits kind) {
        return kind.atoms().stream().anyMatch(cell::covers);
    }

    private List<Cell> atoms() {
        List<Cell> atoms = new ArrayList<>();
        if (inFirst) {
            atoms.add(new Cell(region, FIRST, "25-44", "female", "codeine"));
        }
        if (inSecond) {
            atoms.add(new Cell(region, SECOND, "25-44", "female", "codeine"));
        }
        return atoms;
    }

    static Table table(Map<Visits, Long> people, Set<Cell> again, Quarters period, Dimension... by) {
        return Populations.table(Populations.PEOPLE, new Question(period, List.of(by)), again, people, Visits::atoms);
    }

    @Override
    public int compareTo(Visits other) {
        return toString().compareTo(other.toString());
    }
}
