package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns dispenses into the columns that rules look at, and remembers which row is which. */
final class HistoryColumns {
    private static final int MOST_QUANTITY_DIGITS = 15;

    private final DrugKeys drugs;
    private final RowDoses doses;
    private final Units units = Units.fromClassPath();
    private final Reach reach;

    HistoryColumns(DrugTable drugs, MmeTable table, MonitoringMethod method) {
        this.drugs = new DrugKeys(drugs, table, method);
        this.doses = new RowDoses(drugs, table);
        this.reach = method.reach();
    }

    DrugKeys drugs() {
        return drugs;
    }

    RowDoses doses() {
        return doses;
    }

    Columns columns() {
        return new Columns(drugs, reach);
    }

    /** @param rows the dispense of each row of the columns */
    record Filled(Columns columns, List<Dispense> rows) {}

    Filled fill(DispenseHistory history) {
        return fill(history.dispenses(), history.unplaced());
    }

    /** @param inOrder dispenses with a place, in order */
    Filled fill(List<Dispense> inOrder, List<UnplacedDispense> unplaced) {
        Columns columns = columns();
        Keys keys = new Keys();
        List<Dispense> rows = new ArrayList<>(inOrder);
        for (Dispense dispense : inOrder) {
            int row = add(columns, dispense, keys);
            columns.placed(row, keys.drug(dispense));
        }
        for (UnplacedDispense each : unplaced) {
            int row = add(columns, each.dispense(), keys);
            columns.marks[row] = marks(each);
            columns.floating(
                    row, keys.drug(each.dispense()), Math.toIntExact(each.last().toEpochDay()));
            rows.add(each.dispense());
        }
        return new Filled(columns, rows);
    }

    private int add(Columns columns, Dispense dispense, Keys keys) {
        int row = columns.open();
        columns.day[row] = Math.toIntExact(dispense.day().toEpochDay());
        columns.prescriber[row] = keys.provider(dispense.providers().prescriber());
        columns.practice[row] = keys.provider(dispense.setting().practice());
        columns.pharmacy[row] = keys.provider(dispense.providers().pharmacy());
        columns.quantity[row] = quantity(dispense);
        columns.supply[row] = dispense.supply().daysSupply().orElse(Columns.UNKNOWN);
        columns.dose[row] = doses.milli(dispense);
        columns.marks[row] = marks(dispense);
        return row;
    }

    long quantity(Dispense dispense) {
        Optional<Amount> amount = dispense.supply().quantity();
        Optional<Boolean> isTablets = amount.flatMap(each -> units.isTablets(each.unit()));
        if (amount.isEmpty() || isTablets.isEmpty()) {
            return Columns.UNKNOWN;
        }
        BigDecimal milli = amount.get().value().movePointRight(3).setScale(0, RoundingMode.DOWN);
        if (milli.precision() > MOST_QUANTITY_DIGITS) {
            return Columns.UNKNOWN;
        }
        return isTablets.get() ? milli.longValueExact() : Columns.NOT_IN_PIECES;
    }

    static int marks(UnplacedDispense unplaced) {
        return marks(unplaced.dispense()) | (unplaced.why() == UnplacedDispense.Why.LINKED_RECORD ? Marks.LINKED : 0);
    }

    static int marks(Dispense dispense) {
        Set<Circumstance> circumstances = dispense.setting().circumstances();
        int marks = circumstances.isEmpty() ? 0 : Circumstance.bits(circumstances);
        marks |= byReference(dispense.providers().prescriber()) ? Marks.PRESCRIBER_BY_REFERENCE : 0;
        marks |= byReference(dispense.providers().pharmacy()) ? Marks.PHARMACY_BY_REFERENCE : 0;
        return marks
                | dispense.drug()
                        .monitored()
                        .map(is -> is ? Marks.FLAGGED_MONITORED : Marks.FLAGGED_NOT_MONITORED)
                        .orElse(0);
    }

    private static boolean byReference(Optional<ProviderKey> key) {
        return key.isPresent() && !key.get().isIdentifier();
    }

    /** Small numbers for what is told apart by text, within one history. */
    private final class Keys {
        private final Map<ProviderKey, Integer> providers = new HashMap<>();
        private final Map<Din, Integer> unlisted = new HashMap<>();

        int provider(Optional<ProviderKey> key) {
            return key.isEmpty() ? Columns.UNKNOWN : providers.computeIfAbsent(key.get(), each -> providers.size());
        }

        int drug(Dispense dispense) {
            Optional<Din> din = dispense.drug().din();
            if (din.isEmpty()) {
                return Columns.UNKNOWN;
            }
            return drugs.key(din.get())
                    .orElseGet(() -> unlisted.computeIfAbsent(din.get(), each -> drugs.size() + unlisted.size()));
        }
    }
}
