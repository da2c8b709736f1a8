package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Histories as sorted rows: one page of a table of patients, whose next page goes on with the same {@link Keys}. Where patients
 * live is not known.
 */
public final class HistoryFacts implements SortedFacts {
    private record Row(long patient, Dispense dispense, int lastDay, int marks) {}

    private final PopulationPass pass;
    private final Keys keys;
    private final long firstDispense;
    private final List<Row> rows = new ArrayList<>();
    private int at = -1;

    public HistoryFacts(PopulationPass pass, Keys keys, List<DispenseHistory> histories) {
        this.pass = pass;
        this.keys = keys;
        this.firstDispense = keys.dispenses;
        for (DispenseHistory history : histories) {
            add(history);
        }
        keys.dispenses += rows.size();
    }

    /** Numbers for whom and what, given as they come. Not for several threads at once. */
    public static final class Keys {
        private final Map<ProviderKey, Integer> providers = new HashMap<>();
        private final Map<Din, Integer> unlisted = new HashMap<>();
        private long patients;
        private long dispenses;

        private int provider(Optional<ProviderKey> key) {
            return key.isEmpty() ? Columns.UNKNOWN : providers.computeIfAbsent(key.get(), each -> providers.size());
        }
    }

    private void add(DispenseHistory history) {
        if (history.dispenses().isEmpty() && history.unplaced().isEmpty()) {
            return;
        }
        long patient = keys.patients++;
        for (Dispense each : history.dispenses()) {
            rows.add(new Row(patient, each, PLACED, PopulationPass.marks(each)));
        }
        for (UnplacedDispense each : history.unplaced()) {
            int last = Math.toIntExact(each.last().toEpochDay());
            rows.add(new Row(patient, each.dispense(), last, PopulationPass.marks(each)));
        }
    }

    /** The same rows once more, from the first. */
    public HistoryFacts again() {
        at = -1;
        return this;
    }

    /** The dispense of that number, if it is of this page. */
    public Dispense dispense(long number) {
        return rows.get(Math.toIntExact(number - firstDispense)).dispense();
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public long patient() {
        return row().patient();
    }

    @Override
    public long dispense() {
        return firstDispense + at;
    }

    @Override
    public int day() {
        return Math.toIntExact(row().dispense().day().toEpochDay());
    }

    @Override
    public int lastDay() {
        return row().lastDay();
    }

    @Override
    public int prescriber() {
        return keys.provider(row().dispense().providers().prescriber());
    }

    @Override
    public int practice() {
        return keys.provider(row().dispense().setting().practice());
    }

    @Override
    public int pharmacy() {
        return keys.provider(row().dispense().providers().pharmacy());
    }

    @Override
    public int drug() {
        Optional<Din> din = row().dispense().drug().din();
        if (din.isEmpty()) {
            return Columns.UNKNOWN;
        }
        int listed = pass.drug(din.get());
        return listed >= 0
                ? listed
                : keys.unlisted.computeIfAbsent(din.get(), each -> pass.drugs() + keys.unlisted.size());
    }

    @Override
    public long tabletsMilli() {
        return pass.tabletsMilli(row().dispense());
    }

    @Override
    public int supplyDays() {
        return row().dispense().supply().daysSupply().orElse(Columns.UNKNOWN);
    }

    @Override
    public int mmeMilli() {
        return pass.mmeMilli(row().dispense());
    }

    @Override
    public int marks() {
        return row().marks();
    }

    @Override
    public int region() {
        return Columns.UNKNOWN;
    }

    private Row row() {
        return rows.get(at);
    }
}
