package org.painbridge.server.dispensing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;

/**
 * When the changes of a transaction are learned of: as it begins. But what another one began later to write and wrote before, is
 * believed until then, so that of a dispense never two things are believed at one moment.
 */
final class Learned {
    private final Instant now;
    private final Map<String, Instant> earliest = new HashMap<>();

    Learned(Instant now) {
        this.now = now;
    }

    Instant at(String dispenseId) {
        Instant before = earliest.getOrDefault(dispenseId, now);
        return before.isAfter(now) ? before : now;
    }

    void notBefore(String dispenseId, Instant moment) {
        earliest.put(dispenseId, moment);
    }

    void notBefore(Map<String, Instant> moments) {
        earliest.putAll(moments);
    }

    /** The dispenses that did not count before, though they may have once. */
    Set<String> others(StoreTransaction transaction, Collection<PatientChanges> patients) {
        Set<String> others = new TreeSet<>();
        patients.forEach(each -> others.addAll(each.added().keySet()));
        others.removeAll(earliest.keySet());
        transaction.changes().stream()
                .map(Change::stored)
                .filter(each -> each.type().equals(DispenseSources.DISPENSE) && each.version() == 1)
                .forEach(each -> others.remove(each.id()));
        return others;
    }
}
