package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.NotRaised;
import org.painbridge.server.store.StoreTransaction;

/** Who answers to a dispense hears here what the rules say of it. */
final class Hearing {
    private final Judge judge;
    private final DispenseTable table;
    private final int lookBackDays;
    /** Forgotten with the transaction. */
    private final Map<StoreTransaction, Heard> listeners = Collections.synchronizedMap(new WeakHashMap<>());

    Hearing(Judge judge, DispenseTable table, int lookBackDays) {
        this.judge = judge;
        this.table = table;
        this.lookBackDays = lookBackDays;
    }

    /** Filled until the commit with what is said of the dispenses that are judged. */
    Heard of(StoreTransaction transaction) {
        return listeners.computeIfAbsent(transaction, none -> new Heard(transaction.now()));
    }

    /** Empty where nobody listens. */
    Optional<Heard> listener(StoreTransaction transaction) {
        return Optional.ofNullable(listeners.get(transaction));
    }

    /** What is said now of those of these dispenses that are stored; where the rules fail, nothing. */
    Heard again(StoreTransaction transaction, Collection<String> dispenses) throws SQLException {
        NearDispenses near = new NearDispenses(transaction, table, lookBackDays);
        Heard heard = new Heard(transaction.now());
        for (String id : dispenses) {
            Optional<DispenseTable.Entry> entry = table.find(transaction.connection(), id);
            if (entry.isPresent()) {
                hear(transaction, near, entry.get().row(), heard);
            }
        }
        return heard;
    }

    /** What keeps rules from being told of a dispense that the transaction has written; where they fail, nothing. */
    List<NotRaised> notRaised(StoreTransaction transaction, String dispenseId) throws SQLException {
        transaction.flush();
        Optional<DispenseTable.Entry> entry = table.find(transaction.connection(), dispenseId);
        if (entry.isEmpty()) {
            return List.of();
        }
        DispenseRow row = entry.get().row();
        PatientRef patient = new PatientRef(row.patient());
        List<DispenseRow> around = around(new NearDispenses(transaction, table, lookBackDays), row);
        return FailOpen.attempt(
                        transaction,
                        patient,
                        () -> judge.on(DispenseHistory.ofRows(patient, around)).notRaised(new DispenseId(dispenseId)))
                .orElseGet(List::of);
    }

    private static List<DispenseRow> around(NearDispenses near, DispenseRow row) throws SQLException {
        return near.of(row.patient(), row.day(), row.lastDay()).stream()
                .map(DispenseTable.Entry::row)
                .toList();
    }

    private void hear(StoreTransaction transaction, NearDispenses near, DispenseRow row, Heard heard)
            throws SQLException {
        PatientRef patient = new PatientRef(row.patient());
        List<DispenseRow> around = around(near, row);
        FailOpen.attempt(
                        transaction,
                        patient,
                        () -> judge.on(DispenseHistory.ofRows(patient, around)).whole(new DispenseId(row.id())))
                .ifPresent(said -> heard.add(Map.of(row.id(), said), around));
    }
}
