package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    private static final int MONTHS = 3;

    /** Days come in order, so the last one's quarter or a neighbour mostly serves again. */
    private @Nullable Quarter last;

    /** A quarter that was asked for, or lies between two that were. */
    private static final class Quarter {
        private final LocalDate first;
        private final int from;
        private final int to;
        private @Nullable Quarter next;
        private @Nullable Quarter previous;
        /** By region, from -1. */
        private long[][] counts = new long[1][];

        Quarter(LocalDate first) {
            this.first = first;
            this.from = Math.toIntExact(first.toEpochDay());
            this.to = Math.toIntExact(first.plusMonths(MONTHS).toEpochDay()) - 1;
        }

        static Quarter at(int day) {
            LocalDate date = LocalDate.ofEpochDay(day);
            return new Quarter(LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / MONTHS * MONTHS + 1, 1));
        }

        Quarter next() {
            Quarter known = next;
            if (known == null) {
                known = new Quarter(first.plusMonths(MONTHS));
                known.previous = this;
                next = known;
            }
            return known;
        }

        Quarter previous() {
            Quarter known = previous;
            if (known == null) {
                known = new Quarter(first.minusMonths(MONTHS));
                known.next = this;
                previous = known;
            }
            return known;
        }

        long[] of(int region) {
            int row = region + 1;
            if (row >= counts.length) {
                counts = Arrays.copyOf(counts, row + 1);
            }
            long[] cells = counts[row];
            if (cells == null) {
                cells = new long[MEASURES];
                counts[row] = cells;
            }
            return cells;
        }

        String name() {
            return first.getYear() + "-Q" + ((first.getMonthValue() - 1) / MONTHS + 1);
        }
    }

    void add(int region, int day, Measure measure, long number) {
        find(day).of(region)[measure.ordinal()] += number;
    }

    /** Person-days, each in its own quarter. */
    void addDays(int region, int fromDay, int toDay, Measure measure) {
        int from = fromDay;
        while (from <= toDay) {
            Quarter quarter = find(from);
            int to = Math.min(toDay, quarter.to);
            quarter.of(region)[measure.ordinal()] += to - from + 1;
            from = to + 1;
        }
    }

    int lastDayOfQuarter(int day) {
        return find(day).to;
    }

    private Quarter find(int day) {
        Quarter found = last == null ? Quarter.at(day) : last;
        while (day > found.to) {
            found = found.next();
        }
        while (day < found.from) {
            found = found.previous();
        }
        last = found;
        return found;
    }

    /** All that is not zero, in order. */
    public Map<Cell, Long> counts() {
        Map<Cell, Long> all = new TreeMap<>();
        for (Quarter each = last; each != null; each = each.previous) {
            put(each, all);
        }
        for (Quarter each = last == null ? null : last.next; each != null; each = each.next) {
            put(each, all);
        }
        return all;
    }

    private static void put(Quarter quarter, Map<Cell, Long> all) {
        for (int row = 0; row < quarter.counts.length; row++) {
            long[] numbers = quarter.counts[row];
            for (Measure measure : Measure.values()) {
                if (numbers != null && numbers[measure.ordinal()] != 0) {
                    all.put(new Cell(row - 1, quarter.name(), measure), numbers[measure.ordinal()]);
                }
            }
        }
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
