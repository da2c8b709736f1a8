package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.painbridge.clinical.PatientRef;

/**
 * Histories as sorted rows: one page of a table of patients, whose next page goes on with the same {@link Keys}.
 */
public final class HistoryFacts implements SortedFacts {
    private record Row(long patient, int region, Dispense dispense, int lastDay, int marks) {}

    private final PopulationPass pass;
    private final Keys keys;
    private final long firstDispense;
    private final List<Row> rows = new ArrayList<>();
    private int at = -1;

    /** Of patients of whom it is not known where they live. */
    public HistoryFacts(PopulationPass pass, Keys keys, List<DispenseHistory> histories) {
        this(pass, keys, histories, patient -> "");
    }

    /** @param regions where somebody lives; empty where that is not known */
    public HistoryFacts(
            PopulationPass pass, Keys keys, List<DispenseHistory> histories, Function<PatientRef, String> regions) {
        this.pass = pass;
        this.keys = keys;
        this.firstDispense = keys.dispenses;
        for (DispenseHistory history : histories) {
            add(history, keys.region(regions.apply(history.patient())));
        }
        keys.dispenses += rows.size();
    }

    /** Numbers for whom and what, given as they come. Not for several threads at once. */
    public static final class Keys {
        private final Map<ProviderKey, Integer> providers = new HashMap<>();
        private final Map<Din, Integer> unlisted = new HashMap<>();
        private final Map<String, Integer> regions = new LinkedHashMap<>();
        private long patients;
        private long dispenses;

        /** The regions in the order of their numbers, from 0. */
        public List<String> regions() {
            return List.copyOf(regions.keySet());
        }

        private int region(String region) {
            return region.isEmpty() ? Columns.UNKNOWN : regions.computeIfAbsent(region, each -> regions.size());
        }

        private int provider(Optional<ProviderKey> key) {
            return key.isEmpty() ? Columns.UNKNOWN : providers.computeIfAbsent(key.get(), each -> providers.size());
        }
    }

    private void add(DispenseHistory history, int region) {
        if (history.dispenses().isEmpty() && history.unplaced().isEmpty()) {
            return;
        }
        long patient = keys.patients++;
        for (Dispense each : history.dispenses()) {
            rows.add(new Row(patient, region, each, PLACED, PopulationPass.marks(each)));
        }
        for (UnplacedDispense each : history.unplaced()) {
            int last = Math.toIntExact(each.last().toEpochDay());
            rows.add(new Row(patient, region, each.dispense(), last, PopulationPass.marks(each)));
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
        return row().region();
    }

    private Row row() {
        return rows.get(at);
    }
}
