package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of tables may be shown, after all that was shown before. */
public sealed interface Release {
    /**
     * @param indicators in their order
     * @param changes for the ledger: every cell, also those withheld
     */
    record Granted(List<Shown> indicators, Map<String, List<Earlier>> changes) implements Release {}

    /** Nothing of it may be shown. */
    record Refused(Why why, List<String> indicators) implements Release {}

    /** Why nothing may be shown. */
    enum Why {
        /** A cell that was shown before differs now by what few people account for. */
        SMALL_CHANGE,
        /** Beside what was shown before, it would tell of few people. */
        TELLS_WITH_EARLIER
    }

    /**
     * An indicator as it may be shown.
     *
     * @param cells all that are not zero; empty is withheld
     */
    record Shown(Indicator indicator, Map<Cell, Optional<Tally>> cells) {}

    /**
     * @param tables of all indicators
     * @param asked ids of those to show
     * @param earlier by id of the indicator, what was released over the same quarters, the latest last
     * @param least the smallest number of people that may be told of
     */
    static Release of(List<Table> tables, Set<String> asked, Map<String, List<Earlier>> earlier, int least) {
        Map<String, Table> byId = new HashMap<>();
        tables.forEach(table -> byId.put(table.indicator().id(), table));
        List<Shown> shown = new ArrayList<>();
        Map<String, List<Earlier>> changes = new LinkedHashMap<>();
        List<String> changed = new ArrayList<>();
        List<String> telling = new ArrayList<>();
        for (Table table : tables) {
            String id = table.indicator().id();
            if (!asked.contains(id)) {
                continue;
            }
            List<Earlier> before = earlier.getOrDefault(id, List.of());
            if (changesLittle(table, before, least)) {
                changed.add(id);
                continue;
            }
            Optional<Table> whole = table.indicator().partOf().map(byId::get);
            Optional<Set<Cell>> withheld = new Withholding(table, whole, before, least).withheld();
            if (withheld.isEmpty()) {
                telling.add(id);
                continue;
            }
            shown.add(new Shown(table.indicator(), cells(table, withheld.get())));
            List<Earlier> all = new ArrayList<>();
            table.cells()
                    .forEach((cell, tally) ->
                            all.add(new Earlier(cell, tally, withheld.get().contains(cell))));
            changes.put(id, all);
        }
        if (!changed.isEmpty()) {
            return new Refused(Why.SMALL_CHANGE, changed);
        }
        return telling.isEmpty() ? new Granted(shown, changes) : new Refused(Why.TELLS_WITH_EARLIER, telling);
    }

    private static Map<Cell, Optional<Tally>> cells(Table table, Set<Cell> withheld) {
        Map<Cell, Optional<Tally>> cells = new LinkedHashMap<>();
        table.cells()
                .forEach((cell, tally) ->
                        cells.put(cell, withheld.contains(cell) ? Optional.empty() : Optional.of(tally)));
        return cells;
    }

    /** A cell that nobody is in now and that is in the ledger counts, too; one that was nowhere is known to have been zero. */
    private static boolean changesLittle(Table table, List<Earlier> before, int least) {
        return before.stream()
                .filter(each -> table.knows(each.cell()))
                .anyMatch(each -> isLittle(table.now(each.cell()), each.tally(), least));
    }

    private static boolean isLittle(Tally now, Tally then, int least) {
        return now.value() != then.value() && Math.abs(now.people() - then.people()) < least;
    }
}
