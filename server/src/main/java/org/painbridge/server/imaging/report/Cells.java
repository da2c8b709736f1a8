package org.painbridge.server.imaging.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts by what is counted, those withheld that would tell of few people. A total beside a single gap would fill it, and what
 * is withheld together is a count, too: so the next smallest are withheld until there are two gaps or more, of six people or
 * more.
 */
public final class Cells {
    /** The usual limit of Canadian health data: counts of 1 to 5 are not published. */
    static final long LEAST = 6;

    private final Map<String, Long> counts;
    private final Set<String> withheld;

    public Cells(Map<String, Long> counts) {
        this.counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        this.withheld = withheld(counts, Set.of());
    }

    /**
     * Of counts whose total may be known, those to withhold.
     *
     * @param already withheld for another reason
     */
    public static <K> Set<K> withheld(Map<K, Long> counts, Set<K> already) {
        Set<K> withheld = new HashSet<>(already);
        counts.forEach((cell, count) -> {
            if (isSmall(count)) {
                withheld.add(cell);
            }
        });
        Iterator<K> next = shown(counts, withheld).iterator();
        while (!isSafe(counts, withheld) && next.hasNext()) {
            withheld.add(next.next());
        }
        return withheld;
    }

    /** The smallest first. */
    private static <K> List<K> shown(Map<K, Long> counts, Set<K> withheld) {
        return counts.entrySet().stream()
                .filter(cell -> cell.getValue() > 0 && !withheld.contains(cell.getKey()))
                .sorted(Map.Entry.<K, Long>comparingByValue()
                        .thenComparing(cell -> cell.getKey().toString(), Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <K> boolean isSafe(Map<K, Long> counts, Set<K> withheld) {
        long hidden = withheld.stream().mapToLong(counts::get).sum();
        return withheld.isEmpty() || (withheld.size() > 1 && hidden >= LEAST);
    }

    public static boolean isSmall(long count) {
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

    /** Whether the sum of these cells, or of the others, beside those that are shown tells what is withheld. */
    boolean tells(Set<String> cells) {
        Set<String> within = new HashSet<>(withheld);
        within.retainAll(cells);
        Set<String> without = new HashSet<>(withheld);
        without.removeAll(cells);
        return !isSafe(counts, within) || !isSafe(counts, without);
    }
}
