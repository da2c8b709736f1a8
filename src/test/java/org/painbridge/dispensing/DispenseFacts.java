package org.painbridge.dispensing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dispenses as sorted rows; patients and dispenses are numbered as they come, all of region 3. */
final class DispenseFacts implements SortedFacts {
    private record Row(long patient, Dispense dispense) {}

    private final PopulationPass pass;
    private final List<Row> rows = new java.util.ArrayList<>();
    private final Map<ProviderKey, Integer> providers = new HashMap<>();
    private final Map<Din, Integer> unlisted = new HashMap<>();
    private int at = -1;

    DispenseFacts(PopulationPass pass, List<List<Dispense>> population) {
        this.pass = pass;
        for (int patient = 0; patient < population.size(); patient++) {
            for (Dispense each : population.get(patient)) {
                rows.add(new Row(patient, each));
            }
        }
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public long patient() {
        return rows.get(at).patient();
    }

    @Override
    public long dispense() {
        return at;
    }

    @Override
    public int day() {
        return (int) current().day().toEpochDay();
    }

    @Override
    public int prescriber() {
        return provider(current().providers().prescriber());
    }

    @Override
    public int practice() {
        return provider(current().setting().practice());
    }

    @Override
    public int pharmacy() {
        return provider(current().providers().pharmacy());
    }

    @Override
    public int drug() {
        Optional<Din> din = current().drug().din();
        if (din.isEmpty()) {
            return -1;
        }
        int listed = pass.drug(din.get());
        return listed >= 0 ? listed : unlisted.computeIfAbsent(din.get(), each -> pass.drugs() + unlisted.size());
    }

    @Override
    public long tabletsMilli() {
        return pass.tabletsMilli(current());
    }

    @Override
    public int supplyDays() {
        return current().supply().daysSupply().orElse(-1);
    }

    @Override
    public int mmeMilli() {
        return pass.mmeMilli(current());
    }

    @Override
    public int marks() {
        return PopulationPass.marks(current());
    }

    @Override
    public int region() {
        return 3;
    }

    private Dispense current() {
        return rows.get(at).dispense();
    }

    private int provider(Optional<ProviderKey> key) {
        return key.isEmpty() ? -1 : providers.computeIfAbsent(key.get(), each -> providers.size());
    }
}
