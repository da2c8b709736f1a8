package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts by region and quarter, for trends. Small ones are in it: whoever releases figures withholds them.
 */
public final class Cells {
    /** What is counted. Days are person-days. */
    public enum Measure {
        DISPENSES,
        PATIENTS,
        OPIOID_DAYS,
        CAUTION_DAYS,
        HIGH_DOSE_DAYS,
        OVERLAP_DAYS
    }

    /** @param quarter as in 2026-Q3 */
    public record Cell(int region, String quarter, Measure measure) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byRegion = Integer.compare(region, other.region);
            int byQuarter = byRegion != 0 ? byRegion : quarter.compareTo(other.quarter);
            return byQuarter != 0 ? byQuarter : measure.compareTo(other.measure);
        }
    }

    private static final int MEASURES = Measure.values().length;

    /** By region and quarter: {@code region << 16 | quarter since year 0}. */
    private final Map<Integer, long[]> counts = new HashMap<>();

    /** The quarter of a day, and where it ends; days come in order, so the last one mostly serves again. */
    private int quarterFrom = 1;

    private int quarterTo;
    private int quarter;
    private int lastKey = -1;
    private long[] lastCounts = new long[MEASURES];

    void add(int region, int day, Measure measure, long number) {
        of(region, day)[measure.ordinal()] += number;
    }

    /** Person-days, each in its own quarter. */
    void addDays(int region, int fromDay, int toDay, Measure measure) {
        int from = fromDay;
        while (from <= toDay) {
            long[] cell = of(region, from);
            int to = Math.min(toDay, quarterTo);
            cell[measure.ordinal()] += to - from + 1;
            from = to + 1;
        }
    }

    int lastDayOfQuarter(int day) {
        find(day);
        return quarterTo;
    }

    private long[] of(int region, int day) {
        find(day);
        int key = region << 16 | quarter;
        if (key != lastKey) {
            long[] known = counts.get(key);
            if (known == null) {
                known = new long[MEASURES];
                counts.put(key, known);
            }
            lastCounts = known;
            lastKey = key;
        }
        return lastCounts;
    }

    private void find(int day) {
        if (day < quarterFrom || day > quarterTo) {
            LocalDate date = LocalDate.ofEpochDay(day);
            LocalDate first = LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            quarterFrom = Math.toIntExact(first.toEpochDay());
            quarterTo = Math.toIntExact(first.plusMonths(3).toEpochDay()) - 1;
            quarter = date.getYear() * 4 + (date.getMonthValue() - 1) / 3;
        }
    }

    /** All that is not zero, in order. */
    public Map<Cell, Long> counts() {
        Map<Cell, Long> all = new TreeMap<>();
        counts.forEach((key, numbers) -> {
            int which = key & 0xffff;
            String name = which / 4 + "-Q" + (which % 4 + 1);
            for (Measure measure : Measure.values()) {
                if (numbers[measure.ordinal()] != 0) {
                    all.put(new Cell(key >> 16, name, measure), numbers[measure.ordinal()]);
                }
            }
        });
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cells cells && counts().equals(cells.counts());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(counts());
    }
}
