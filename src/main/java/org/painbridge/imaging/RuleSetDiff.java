package org.painbridge.imaging;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two rule sets, cell by cell.
 *
 * @param changes by scenario and procedure; cells that are alike in category, score, sources and moves are not there
 * @param scenarios whose conditions differ though they have the same id
 */
public record RuleSetDiff(RuleSetRef before, RuleSetRef after, List<Change> changes, List<String> scenarios) {
    public RuleSetDiff {
        changes = List.copyOf(changes);
        scenarios = List.copyOf(scenarios);
    }

    /** What became of a cell. */
    public enum Kind {
        ADDED("added"),
        REMOVED("removed"),
        /** Another category. */
        RATED_OTHERWISE("rated-otherwise"),
        /** The same category for other reasons. */
        FOUNDED_OTHERWISE("founded-otherwise");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** @param before empty when it is new, @param after empty when it is gone */
    public record Change(RuleId cell, Kind kind, Optional<ImagingOption> before, Optional<ImagingOption> after) {}

    public static RuleSetDiff of(RuleSet before, RuleSet after) {
        Map<RuleId, ImagingOption> old = cells(before);
        Map<RuleId, ImagingOption> now = cells(after);
        TreeSet<RuleId> all = new TreeSet<>(Comparator.comparing(RuleId::toString));
        all.addAll(old.keySet());
        all.addAll(now.keySet());
        List<Change> changes = all.stream()
                .flatMap(cell -> change(cell, old.get(cell), now.get(cell)).stream())
                .toList();
        return new RuleSetDiff(before.ref(), after.ref(), changes, conditions(before, after));
    }

    private static Map<RuleId, ImagingOption> cells(RuleSet rules) {
        Map<RuleId, ImagingOption> cells = new LinkedHashMap<>();
        rules.scenarios()
                .forEach(scenario ->
                        scenario.options().forEach(option -> cells.put(scenario.rule(option.procedureKey()), option)));
        return cells;
    }

    private static Optional<Change> change(RuleId cell, @Nullable ImagingOption old, @Nullable ImagingOption now) {
        if (Objects.equals(old, now)) {
            return Optional.empty();
        }
        return Optional.of(new Change(cell, kind(old, now), Optional.ofNullable(old), Optional.ofNullable(now)));
    }

    private static Kind kind(@Nullable ImagingOption old, @Nullable ImagingOption now) {
        if (old == null) {
            return Kind.ADDED;
        }
        if (now == null) {
            return Kind.REMOVED;
        }
        return old.category() == now.category() ? Kind.FOUNDED_OTHERWISE : Kind.RATED_OTHERWISE;
    }

    private static List<String> conditions(RuleSet before, RuleSet after) {
        return before.scenarios().stream()
                .filter(old -> after.scenarios().stream()
                        .filter(now -> now.id().equals(old.id()))
                        .anyMatch(now -> !now.hasConditionsOf(old)))
                .map(Scenario::id)
                .sorted()
                .toList();
    }
}
