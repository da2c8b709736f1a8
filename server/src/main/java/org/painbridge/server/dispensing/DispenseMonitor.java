package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.dispensing.fhir.ReadDispense;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/** Checks every dispense in the transaction that stores, changes or deletes it, whatever way it came in. */
final class DispenseMonitor implements WriteListener {
    private static final String DISPENSE = "MedicationDispense";

    private final DispenseReader reader;
    private final DispenseTable table;
    private final PatientCheck check;

    DispenseMonitor(DispenseReader reader, DispenseTable table, PatientCheck check) {
        this.reader = reader;
        this.table = table;
        this.check = check;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        // Patients in sorted order, so that two bundles take their locks in the same order.
        TreeMap<String, PatientChanges> patients = new TreeMap<>();
        StoredReferences references = new StoredReferences(transaction);
        for (Change change : changes) {
            if (change.stored().type().equals(DISPENSE)) {
                sort(transaction, change, references, patients);
            }
        }
        for (PatientChanges patient : patients.values()) {
            transaction.lock("dispenses of " + patient.patientId());
        }
        check.run(transaction, patients.values());
    }

    private void sort(
            StoreTransaction transaction,
            Change change,
            StoredReferences references,
            TreeMap<String, PatientChanges> patients)
            throws SQLException {
        String id = change.stored().id();
        if (change.stored().version() > 1) {
            Optional<DispenseTable.Entry> before = table.find(transaction.connection(), id);
            before.map(DispenseTable.Entry::row)
                    .ifPresent(row -> of(patients, row.patient()).removed(row));
        }
        if (change.resource() instanceof MedicationDispense dispense) {
            row(reader.read(dispense, references::find))
                    .ifPresent(row -> of(patients, row.patient()).added(row));
        }
    }

    /** Nothing where nothing was handed over, or to nobody of ours. */
    private static Optional<DispenseRow> row(ReadDispense read) {
        return switch (read) {
            case ReadDispense.Counts counts -> Optional.of(DispenseRow.of(counts.dispense()));
            case ReadDispense.Unplaced unplaced -> Optional.of(DispenseRow.of(unplaced.dispense()));
            case ReadDispense.DoesNotCount no -> Optional.empty();
            case ReadDispense.Unreadable no -> Optional.empty();
        };
    }

    private static PatientChanges of(TreeMap<String, PatientChanges> patients, String patientId) {
        return patients.computeIfAbsent(patientId, PatientChanges::new);
    }
}
