package org.painbridge.server.dispensing.disclosure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.RuleKey;

/** The dispenses of a subject as they were known at a moment, and what the rules say of them, in order. */
record Content(List<Line> lines) {
    Content {
        lines = List.copyOf(lines);
    }

    /**
     * A dispense.
     *
     * @param raised rules that it breaks
     * @param excluded rules that it would break but for what their guards heed, such as one group practice
     * @param open rules that cannot be decided
     */
    record Line(DispenseRow row, List<RuleKey> raised, List<RuleKey> excluded, List<RuleKey> open) {
        Line {
            raised = List.copyOf(raised);
            excluded = List.copyOf(excluded);
            open = List.copyOf(open);
        }
    }

    /** Of a rule, how many dispenses. */
    record Count(int raised, int excluded, int open) {
        private static final Count NONE = new Count(0, 0, 0);

        int beforeExclusions() {
            return raised + excluded;
        }
    }

    Count count(RuleKey rule) {
        return lines.stream()
                .map(line -> new Count(
                        line.raised().contains(rule) ? 1 : 0,
                        line.excluded().contains(rule) ? 1 : 0,
                        line.open().contains(rule) ? 1 : 0))
                .reduce(
                        Count.NONE,
                        (a, b) -> new Count(a.raised() + b.raised(), a.excluded() + b.excluded(), a.open() + b.open()));
    }

    /** Numbers within this package, in order of the first dispense. */
    Map<String, String> patients() {
        Set<String> ids = new LinkedHashSet<>();
        lines.forEach(line -> ids.add(line.row().patient()));
        Map<String, String> names = new LinkedHashMap<>();
        ids.forEach(id -> names.put(id, "patient-" + (names.size() + 1)));
        return names;
    }

    /** How many of these dispenses, or what the rules say of them, are no longer so. */
    int differing(Content later) {
        Map<String, Line> now = new HashMap<>();
        later.lines().forEach(line -> now.put(line.row().id(), line));
        return (int) lines.stream()
                .filter(line -> !line.equals(now.get(line.row().id())))
                .count();
    }
}
