package org.painbridge.dispensing.trends;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.SortedFacts;

/** The dispenses of one patient as rows of a pass; a dispense is known by its place among them. */
final class OnePatient implements SortedFacts {
    private final PopulationPass pass;
    private final List<Dispense> dispenses;
    private final Map<ProviderKey, Integer> providers = new HashMap<>();
    private final Map<Din, Integer> unlisted = new HashMap<>();
    private int at = -1;

    /** @param dispenses in total order */
    OnePatient(PopulationPass pass, List<Dispense> dispenses) {
        this.pass = pass;
        this.dispenses = dispenses;
    }

    @Override
    public boolean next() {
        return ++at < dispenses.size();
    }

    @Override
    public long patient() {
        return 0;
    }

    @Override
    public long dispense() {
        return at;
    }

    @Override
    public int day() {
        return Math.toIntExact(current().day().toEpochDay());
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
        return 0;
    }

    private Dispense current() {
        return dispenses.get(at);
    }

    private int provider(Optional<ProviderKey> key) {
        return key.isEmpty() ? -1 : providers.computeIfAbsent(key.get(), each -> providers.size());
    }
}
