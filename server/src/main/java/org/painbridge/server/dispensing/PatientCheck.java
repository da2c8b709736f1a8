package org.painbridge.server.dispensing;

import static org.painbridge.dispensing.UnplacedDispense.EARLIEST;
import static org.painbridge.dispensing.UnplacedDispense.LATEST;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * Brings projection and findings of patients up to date, under the locks of all of them. A change may alter what is true
 * of later dispenses, as far as the rules look back; those are judged anew as well.
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

    /** A dispense may leave one patient for another: what is no longer true of anyone goes before anything is added. */
    void run(StoreTransaction transaction, Collection<PatientChanges> patients) throws SQLException {
        List<Known> all = new ArrayList<>();
        Set<String> stale = new HashSet<>();
        for (PatientChanges changes : patients) {
            Known known = known(transaction.connection(), changes);
            known.entries().keySet().stream().filter(changes::replaces).forEach(stale::add);
            cancelRemoved(transaction, known);
            all.add(known);
        }
        if (!stale.isEmpty()) {
            table.delete(transaction.connection(), stale);
        }
        for (Known known : all) {
            judge(transaction, known);
        }
    }

    /**
     * A patient before the changes.
     *
     * @param entries by dispense id, as far around the changes as the rules look
     */
    private record Known(PatientChanges changes, Map<String, DispenseTable.Entry> entries) {
        String findings(String dispenseId) {
            DispenseTable.Entry entry = entries.get(dispenseId);
            return entry == null ? "" : entry.findings();
        }

        /** The dispenses after the changes. */
        List<DispenseRow> rows() {
            List<DispenseRow> rows = new ArrayList<>(entries.values().stream()
                    .map(DispenseTable.Entry::row)
                    .filter(row -> !changes.replaces(row.id()))
                    .toList());
            for (DispenseRow added : changes.added().values()) {
                DispenseTable.Entry before = entries.get(added.id());
                rows.add(arrived(added, before == null ? null : before.row(), rows));
            }
            return rows;
        }
    }

    private Known known(Connection connection, PatientChanges changes) throws SQLException {
        LocalDate from = changes.first().minusDays(engine.lookBackDays());
        LocalDate to = changes.last().plusDays(engine.lookBackDays());
        String patient = changes.patientId();
        List<DispenseTable.Entry> found = table.ofPatient(connection, patient, from, earlier(to, LATEST));
        if (found.stream().anyMatch(entry -> !entry.row().isPlaced())) {
            // What has no place is judged anew by all it may lie beside.
            found = table.ofPatient(connection, patient, EARLIEST.minusDays(engine.lookBackDays()), LATEST);
        }
        Map<String, DispenseTable.Entry> entries = new LinkedHashMap<>();
        found.forEach(entry -> entries.put(entry.row().id(), entry));
        return new Known(changes, entries);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private void cancelRemoved(StoreTransaction transaction, Known known) throws SQLException {
        PatientChanges changes = known.changes();
        for (String removed : changes.removed()) {
            if (!changes.added().containsKey(removed)) {
                PatientRef patient = new PatientRef(changes.patientId());
                recorder.cancel(transaction, patient, new DispenseId(removed), known.findings(removed));
            }
        }
    }

    private void judge(StoreTransaction transaction, Known known) throws SQLException {
        PatientChanges changes = known.changes();
        List<DispenseRow> rows = known.rows();
        DispenseHistory history = DispenseHistory.ofRows(new PatientRef(changes.patientId()), rows);
        List<String> stale = new ArrayList<>();
        List<DispenseTable.Entry> fresh = new ArrayList<>();
        for (DispenseRow row : rows) {
            boolean changed = changes.replaces(row.id());
            if (!changed && row.isPlaced() && row.day().isBefore(changes.first())) {
                continue;
            }
            Evaluation evaluation = engine.evaluate(history, new DispenseId(row.id()));
            String old = known.findings(row.id());
            String now = recorder.record(transaction, history.patient(), evaluation, old);
            if (!changed && !now.equals(old)) {
                stale.add(row.id());
            }
            if (changed || !now.equals(old)) {
                fresh.add(new DispenseTable.Entry(row, now));
            }
        }
        if (!stale.isEmpty()) {
            table.delete(transaction.connection(), stale);
        }
        table.insert(transaction.connection(), fresh);
    }

    /** A corrected dispense keeps its place on its day; a new one comes last. */
    private static DispenseRow arrived(DispenseRow row, @Nullable DispenseRow before, List<DispenseRow> others) {
        if (!row.isPlaced()) {
            return row;
        }
        if (before != null && before.day().equals(row.day())) {
            return row.arrivedAs(before.arrival());
        }
        long next = others.stream()
                .filter(other -> other.day().equals(row.day()))
                .map(DispenseRow::arrival)
                .max(Comparator.naturalOrder())
                .map(latest -> latest + 1)
                .orElse(0L);
        return row.arrivedAs(next);
    }
}
