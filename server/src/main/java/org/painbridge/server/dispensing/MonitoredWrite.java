package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.dispensing.fhir.ReadDispense;
import org.painbridge.server.dispensing.ReferenceTable.Reading;
import org.painbridge.server.dispensing.ReferenceTable.Referring;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * What one transaction changes in the dispenses of whom: those it writes, and those read by way of what it writes. They are
 * read under the locks of their patients, so of a dispense and its prescription that are stored at the same moment the
 * later one sees the other.
 */
final class MonitoredWrite {
    private final StoreTransaction transaction;
    private final DispenseReader reader;
    private final DispenseTable table;
    private final ReferenceTable references;
    private final StoredReferences stored;
    private final NearDispenses near;
    private final Map<String, Change> dispenses = new LinkedHashMap<>();
    private final Map<String, DispenseRow> before = new LinkedHashMap<>();
    private final Map<String, List<Change>> prescriptions = new LinkedHashMap<>();
    private final Map<String, List<Change>> otherSources = new LinkedHashMap<>();
    private final Set<String> regrouped = new TreeSet<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> locked = new HashSet<>();
    private final Map<String, PatientChanges> patients = new TreeMap<>();
    /** By dispense, of those that have a row in the projection. */
    private final Map<String, String> patientOf = new HashMap<>();

    MonitoredWrite(
            StoreTransaction transaction,
            DispenseReader reader,
            DispenseTable table,
            ReferenceTable references,
            int lookBackDays) {
        this.transaction = transaction;
        this.reader = reader;
        this.table = table;
        this.references = references;
        this.stored = new StoredReferences(transaction);
        this.near = new NearDispenses(transaction, table, lookBackDays);
    }

    /** The name under which a patient's dispenses are judged. */
    static String lockOf(String patientId) {
        return "dispenses of " + patientId;
    }

    void add(Change change) throws SQLException {
        String type = change.stored().type();
        String reference = change.stored().reference();
        if (type.equals(DispenseSources.DISPENSE)) {
            addDispense(change);
        } else if (type.equals(DispenseSources.PRESCRIPTION)) {
            prescriptions.computeIfAbsent(reference, key -> new ArrayList<>()).add(change);
            if (change.resource() instanceof MedicationRequest prescription) {
                reader.patient(prescription.getSubject()).ifPresent(patient -> known.add(patient.id()));
            }
        } else if (type.equals("Patient")) {
            regrouped.addAll(new PatientLinks(reader).update(transaction, change));
        } else if (DispenseSources.areOf(type)) {
            otherSources.computeIfAbsent(reference, key -> new ArrayList<>()).add(change);
        }
    }

    /** The changes by patient, in the order of the patients' ids; their locks are held. */
    Collection<PatientChanges> patients() throws SQLException {
        List<Referring> referring = new ArrayList<>(find(otherSources));
        known.addAll(regrouped);
        Questions questions = transaction.questions();
        lockKnown(questions);
        if (prescriptions.isEmpty()) { // Else more has to be locked before anything is read.
            near.askFor(readOnce().values(), questions);
            stored.askFor(questions);
        }
        questions.send();
        stored.fetch();
        referring.addAll(find(prescriptions));
        lockKnown(questions);
        questions.send();
        regrouped.forEach(patient -> of(patient).everything());
        Map<String, DispenseRow> rows = rows();
        dispenses.keySet().forEach(id -> replace(before.get(id), rows.get(id)));
        for (Referring each : referring) {
            readAgain(each.dispenseId());
        }
        references.insert(transaction, readings());
        return patients.values();
    }

    NearDispenses near() {
        return near;
    }

    private void addDispense(Change change) throws SQLException {
        String id = change.stored().id();
        dispenses.put(id, change);
        if (change.stored().version() > 1) {
            table.find(transaction.connection(), id)
                    .map(DispenseTable.Entry::row)
                    .ifPresent(row -> {
                        before.put(id, row);
                        known.add(row.patient());
                    });
        }
        if (change.resource() instanceof MedicationDispense dispense) {
            reader.patient(dispense.getSubject()).ifPresent(patient -> known.add(patient.id()));
        }
    }

    /** The dispenses that may read otherwise now. */
    private List<Referring> find(Map<String, List<Change>> sources) throws SQLException {
        List<Referring> found = new ArrayList<>();
        Map<String, Boolean> alike = new LinkedHashMap<>();
        for (Referring each : references.find(transaction.connection(), sources.keySet())) {
            Boolean same = alike.get(each.target());
            if (same == null) {
                same = new DispenseSources(transaction).readAsBefore(sources.getOrDefault(each.target(), List.of()));
                alike.put(each.target(), same);
            }
            if (!same) {
                found.add(each);
                Optional.ofNullable(each.patientId()).ifPresent(known::add);
            }
        }
        return found;
    }

    private void lockKnown(Questions questions) throws SQLException {
        List<String> names = new ArrayList<>();
        for (String patient : known) {
            if (locked.add(patient)) {
                names.add(lockOf(patient));
            }
        }
        questions.lockAll(names);
    }

    private void readAgain(String id) throws SQLException {
        Optional<StoredResource> current =
                transaction.read(DispenseSources.DISPENSE, id).filter(found -> !found.deleted());
        if (dispenses.containsKey(id) || current.isEmpty()) {
            return;
        }
        DispenseRow old = table.find(transaction.connection(), id)
                .map(DispenseTable.Entry::row)
                .orElse(null);
        DispenseRow now = row(transaction.parse(MedicationDispense.class, current.get()));
        boolean same =
                old != null && now != null && now.arrivedAs(old.arrival()).equals(old);
        if (!same && !before.containsKey(id)) {
            if (old != null) {
                before.put(id, old);
            }
            replace(old, now);
        }
    }

    private void replace(@Nullable DispenseRow old, @Nullable DispenseRow now) {
        if (old != null) {
            of(old.patient()).removed(old);
        }
        if (now != null) {
            of(now.patient()).added(now);
        }
    }

    /** The dispenses that were written, by id; without those that are deleted. */
    private Map<String, DispenseRow> rows() throws SQLException {
        Map<String, DispenseRow> rows;
        do {
            rows = readOnce();
        } while (stored.fetch());
        return rows;
    }

    /** The same, as far as what they refer to is known. */
    private Map<String, DispenseRow> readOnce() {
        Map<String, DispenseRow> rows = new HashMap<>();
        for (Map.Entry<String, Change> written : dispenses.entrySet()) {
            if (written.getValue().resource() instanceof MedicationDispense dispense) {
                read(dispense).ifPresent(row -> rows.put(written.getKey(), row));
            }
        }
        return rows;
    }

    private @Nullable DispenseRow row(MedicationDispense dispense) throws SQLException {
        Optional<DispenseRow> row;
        do {
            row = read(dispense);
        } while (stored.fetch());
        return row.orElse(null);
    }

    /** Empty where nothing was handed over, or to nobody of ours. */
    private Optional<DispenseRow> read(MedicationDispense dispense) {
        String id = dispense.getIdElement().getIdPart();
        Optional<DispenseRow> row = switch (reader.read(dispense, stored.askedBy(id))) {
            case ReadDispense.Counts counts -> Optional.of(DispenseRow.of(counts.dispense()));
            case ReadDispense.Unplaced unplaced -> Optional.of(DispenseRow.of(unplaced.dispense()));
            case ReadDispense.DoesNotCount no -> Optional.empty();
            case ReadDispense.Unreadable no -> Optional.empty();
        };
        row.ifPresentOrElse(read -> patientOf.put(id, read.patient()), () -> patientOf.remove(id));
        return row;
    }

    private List<Reading> readings() {
        return stored.asked().entrySet().stream()
                .map(asked -> new Reading(asked.getKey(), asked.getValue(), patientOf.get(asked.getKey())))
                .toList();
    }

    private PatientChanges of(String patientId) {
        return patients.computeIfAbsent(patientId, PatientChanges::new);
    }
}
