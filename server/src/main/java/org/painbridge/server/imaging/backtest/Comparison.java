package org.painbridge.server.imaging.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.server.imaging.backtest.Group.Dimension;

/** The result of a back-test as it is gathered: transitions of all, and of each stratum; and what changed. */
final class Comparison {
    private static final int EXAMPLES = 3;

    private final Map<Transition, Long> all = new TreeMap<>();
    private final Map<Dimension, Map<String, Map<Transition, Long>>> strata = new EnumMap<>(Dimension.class);
    private final Map<Change, Changed> changes = new HashMap<>();

    /** From one kind of verdict to another, or the same. */
    record Transition(String before, String after) implements Comparable<Transition> {
        @Override
        public int compareTo(Transition other) {
            return Comparator.comparing(Transition::before)
                    .thenComparing(Transition::after)
                    .compare(this, other);
        }
    }

    /** Orders of one procedure whose verdict changed in the same way. */
    record Change(String procedure, Judged judged) {}

    /** How many, and some of them. */
    static final class Changed {
        private long count;
        private final List<CaseSheet> examples = new ArrayList<>();

        long count() {
            return count;
        }

        List<CaseSheet> examples() {
            return examples;
        }
    }

    void add(Group group, CaseSheet sheet, Judged judged) {
        Transition transition = judged.transition();
        all.merge(transition, group.count(), Long::sum);
        for (Dimension dimension : Dimension.values()) {
            strata.computeIfAbsent(dimension, key -> new TreeMap<>())
                    .computeIfAbsent(group.strata().get(dimension.ordinal()), key -> new TreeMap<>())
                    .merge(transition, group.count(), Long::sum);
        }
        if (judged.isChanged()) {
            changed(group, sheet, judged);
        }
    }

    private void changed(Group group, CaseSheet sheet, Judged judged) {
        Changed changed = changes.computeIfAbsent(new Change(sheet.procedureKey(), judged), key -> new Changed());
        changed.count += group.count();
        if (changed.examples.size() < EXAMPLES && !changed.examples.contains(sheet)) {
            changed.examples.add(sheet);
        }
    }

    Map<Transition, Long> all() {
        return all;
    }

    Map<String, Map<Transition, Long>> of(Dimension dimension) {
        return strata.getOrDefault(dimension, Map.of());
    }

    /** The most frequent first. */
    List<Map.Entry<Change, Changed>> changes() {
        return changes.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Change, Changed>, Long>comparing(
                                change -> change.getValue().count())
                        .reversed()
                        .thenComparing(change -> change.getKey().toString()))
                .toList();
    }
}
