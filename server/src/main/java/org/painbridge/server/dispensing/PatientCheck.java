package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.server.store.StoreTransaction;

/**
 * Brings projection and findings of one patient up to date, under the patient's lock. A change may alter what is true of
 * later dispenses, as far as the rules look back; those are judged anew as well.
 */
final class PatientCheck {
    private final DispensingEngine engine;
    private final DispenseTable table;
    private final IssueRecorder recorder;

    PatientCheck(DispensingEngine engine, DispenseTable table, IssueRecorder recorder) {
        this.engine = engine;
        this.table = table;
        this.recorder = recorder;
    }

    void run(StoreTransaction transaction, PatientChanges changes) throws SQLException {
        Connection connection = transaction.connection();
        LocalDate from = changes.first().minusDays(engine.lookBackDays());
        LocalDate to = changes.last().plusDays(engine.lookBackDays());
        Map<String, String> findings = new HashMap<>();
        List<DispenseRow> rows = new ArrayList<>();
        Map<String, DispenseRow> before = new HashMap<>();
        for (DispenseTable.Entry entry : table.ofPatient(connection, changes.patientId(), from, to)) {
            findings.put(entry.row().id(), entry.findings());
            before.put(entry.row().id(), entry.row());
            if (!changes.replaces(entry.row().id())) {
                rows.add(entry.row());
            }
        }
        for (DispenseRow added : changes.added().values()) {
            rows.add(arrived(added, before.get(added.id()), rows));
        }
        for (String removed : changes.removed()) {
            if (!changes.added().containsKey(removed)) {
                recorder.cancel(transaction, removed, findings.getOrDefault(removed, ""));
            }
        }
        store(transaction, changes, rows, findings);
    }

    private void store(
            StoreTransaction transaction, PatientChanges changes, List<DispenseRow> rows, Map<String, String> before)
            throws SQLException {
        DispenseHistory history = DispenseHistory.ofRows(new PatientRef(changes.patientId()), rows);
        Set<String> stale = new HashSet<>(changes.removed());
        List<DispenseTable.Entry> fresh = new ArrayList<>();
        for (DispenseRow row : rows) {
            boolean changed = changes.replaces(row.id());
            if (!changed && row.day().isBefore(changes.first())) {
                continue;
            }
            Evaluation evaluation = engine.evaluate(history, new DispenseId(row.id()));
            String old = before.getOrDefault(row.id(), "");
            String now = recorder.record(transaction, evaluation, old);
            if (changed || !now.equals(old)) {
                stale.add(row.id());
                fresh.add(new DispenseTable.Entry(row, now));
            }
        }
        Connection connection = transaction.connection();
        stale.retainAll(before.keySet());
        if (!stale.isEmpty()) {
            table.delete(connection, stale);
        }
        table.insert(connection, fresh);
    }

    /** A corrected dispense keeps its place on its day; a new one comes last. */
    private static DispenseRow arrived(DispenseRow row, @Nullable DispenseRow before, List<DispenseRow> others) {
        if (before != null && before.day().equals(row.day())) {
            return DispenseRow.of(row.dispense().arrivedAs(before.arrival()));
        }
        long next = others.stream()
                .filter(other -> other.day().equals(row.day()))
                .map(DispenseRow::arrival)
                .max(Comparator.naturalOrder())
                .map(latest -> latest + 1)
                .orElse(0L);
        return DispenseRow.of(row.dispense().arrivedAs(next));
    }
}
