package org.painbridge.server.imaging.backtest;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.server.imaging.backtest.Comparison.Transition;
import org.painbridge.server.imaging.backtest.Group.Dimension;
import org.painbridge.server.imaging.report.Cells;

/**
 * Which cells of a back-test are withheld: those that would tell of few people, and as many more as it takes so that none of
 * them is a total minus the others. The counts of a transition in the strata of a dimension add up to its count in all; the
 * counts of a stratum add up to its size, which a reader may know.
 */
final class Suppression {
    private final Set<Transition> all = new HashSet<>();
    private final Map<Dimension, Map<String, Set<Transition>>> strata = new EnumMap<>(Dimension.class);

    private Suppression(Comparison comparison) {
        for (Dimension dimension : Dimension.values()) {
            Map<String, Set<Transition>> rows = new HashMap<>();
            comparison.of(dimension).keySet().forEach(stratum -> rows.put(stratum, new HashSet<>()));
            strata.put(dimension, rows);
        }
    }

    static Suppression of(Comparison comparison) {
        Suppression suppression = new Suppression(comparison);
        boolean further = true;
        while (further) {
            further = suppression.rows(comparison) | suppression.columns(comparison);
        }
        return suppression;
    }

    boolean isWithheld(Transition transition) {
        return all.contains(transition);
    }

    boolean isWithheld(Dimension dimension, String stratum, Transition transition) {
        return row(dimension, stratum).contains(transition);
    }

    private Set<Transition> row(Dimension dimension, String stratum) {
        return strata.getOrDefault(dimension, Map.of()).getOrDefault(stratum, Set.of());
    }

    /** @return whether that withheld any more */
    private boolean rows(Comparison comparison) {
        boolean further = all.addAll(Cells.withheld(comparison.all(), all));
        for (Dimension dimension : Dimension.values()) {
            for (Map.Entry<String, Map<Transition, Long>> row :
                    comparison.of(dimension).entrySet()) {
                Set<Transition> withheld = row(dimension, row.getKey());
                further |= withheld.addAll(Cells.withheld(row.getValue(), withheld));
            }
        }
        return further;
    }

    private boolean columns(Comparison comparison) {
        boolean further = false;
        for (Dimension dimension : Dimension.values()) {
            for (Transition transition : comparison.all().keySet()) {
                further |= column(comparison, dimension, transition);
            }
        }
        return further;
    }

    private boolean column(Comparison comparison, Dimension dimension, Transition transition) {
        Map<String, Long> column = column(comparison.of(dimension), transition);
        Set<String> open = column.keySet().stream()
                .filter(stratum -> row(dimension, stratum).contains(transition))
                .collect(Collectors.toSet());
        Set<String> withheld = all.contains(transition) ? atLeastOne(column, open) : Cells.withheld(column, open);
        boolean further = false;
        for (String stratum : withheld) {
            further |= row(dimension, stratum).add(transition);
        }
        // The only stratum there is has the count of all.
        return further | (withheld.size() == 1 && column.size() == 1 && all.add(transition));
    }

    /** Where the total is withheld, it must not be the sum of what is shown. */
    private static Set<String> atLeastOne(Map<String, Long> column, Set<String> open) {
        return open.isEmpty() ? Set.copyOf(least(column)) : open;
    }

    private static List<String> least(Map<String, Long> column) {
        return column.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Long> column(Map<String, Map<Transition, Long>> rows, Transition transition) {
        Map<String, Long> column = new HashMap<>();
        rows.forEach((stratum, row) -> {
            Long count = row.get(transition);
            if (count != null) {
                column.put(stratum, count);
            }
        });
        return column;
    }
}
