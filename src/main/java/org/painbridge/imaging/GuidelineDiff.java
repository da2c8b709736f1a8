package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is not the same in two packs.
 *
 * @param changes cell by cell, in order of scenario and procedure
 * @param conditions ids of the scenarios in both that apply to other orders, or under other facts
 */
public record GuidelineDiff(List<Change> changes, List<String> conditions) {

    /** Why a cell is in the list. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** Another category. */
        MOVED,
        /** The same category, with another rationale, score, radiation level or other sources. */
        REWORDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One cell.
     *
     * @param before empty where it was added
     * @param after empty where it was removed
     */
    public record Change(Kind kind, RuleId rule, Optional<Category> before, Optional<Category> after) {}

    public GuidelineDiff {
        changes = List.copyOf(changes);
        conditions = List.copyOf(conditions);
    }

    public static GuidelineDiff between(RuleSet baseline, RuleSet candidate) {
        SortedMap<String, Cell> before = cells(baseline);
        SortedMap<String, Cell> after = cells(candidate);
        SortedMap<String, Cell> all = new TreeMap<>(after);
        all.putAll(before);
        List<Change> changes = new ArrayList<>();
        all.forEach((key, cell) -> change(
                        cell.rule(), Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)))
                .ifPresent(changes::add));
        return new GuidelineDiff(changes, conditions(baseline, candidate));
    }

    private static List<String> conditions(RuleSet baseline, RuleSet candidate) {
        return baseline.scenarios().stream()
                .filter(before -> candidate.scenarios().stream()
                        .filter(after -> after.id().equals(before.id()))
                        .anyMatch(after -> !after.hasConditionsOf(before)))
                .map(Scenario::id)
                .sorted()
                .toList();
    }

    private record Cell(RuleId rule, ImagingOption option) {}

    private static Optional<Change> change(RuleId rule, Optional<Cell> before, Optional<Cell> after) {
        Optional<ImagingOption> old = before.map(Cell::option);
        Optional<ImagingOption> now = after.map(Cell::option);
        if (old.equals(now)) {
            return Optional.empty();
        }
        Optional<Category> from = old.map(ImagingOption::category);
        Optional<Category> to = now.map(ImagingOption::category);
        return Optional.of(new Change(kind(from, to), rule, from, to));
    }

    private static Kind kind(Optional<Category> from, Optional<Category> to) {
        if (from.isEmpty()) {
            return Kind.ADDED;
        }
        if (to.isEmpty()) {
            return Kind.REMOVED;
        }
        return from.equals(to) ? Kind.REWORDED : Kind.MOVED;
    }

    private static SortedMap<String, Cell> cells(RuleSet rules) {
        SortedMap<String, Cell> cells = new TreeMap<>();
        for (Scenario scenario : rules.scenarios()) {
            for (ImagingOption option : scenario.options()) {
                RuleId rule = scenario.rule(option.procedureKey());
                cells.put(rule.toString(), new Cell(rule, option));
            }
        }
        return cells;
    }
}
