package org.painbridge.server.imaging.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts by what is counted, those withheld that would tell of few people. A total beside a single gap would fill it: so where
 * one cell is withheld, the next smallest is, too.
 */
public final class Cells {
    /** The usual limit of Canadian health data: counts of 1 to 5 are not published. */
    static final long LEAST = 6;

    private final Map<String, Long> counts;
    private final Set<String> withheld = new TreeSet<>();

    public Cells(Map<String, Long> counts) {
        this.counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        counts.forEach((cell, count) -> {
            if (isSmall(count)) {
                withheld.add(cell);
            }
        });
        if (withheld.size() == 1) {
            counts.entrySet().stream()
                    .filter(cell -> cell.getValue() >= LEAST)
                    .min(Comparator.comparing(Map.Entry::getValue))
                    .ifPresent(next -> withheld.add(next.getKey()));
        }
    }

    static boolean isSmall(long count) {
        return count > 0 && count < LEAST;
    }

    public Set<String> names() {
        return counts.keySet();
    }

    /** Empty for a cell that is withheld. */
    public OptionalLong count(String cell) {
        return withheld.contains(cell) ? OptionalLong.empty() : OptionalLong.of(counts.getOrDefault(cell, 0L));
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of several cells together; for shares, which are given only of totals that are large enough. */
    long sum(Set<String> cells) {
        return cells.stream().mapToLong(cell -> counts.getOrDefault(cell, 0L)).sum();
    }
}
