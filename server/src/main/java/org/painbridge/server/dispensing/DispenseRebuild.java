package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.dispensing.fhir.ReadDispense;
import org.painbridge.server.dispensing.DispenseVersions.Version;
import org.painbridge.server.store.DerivedRows;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Makes anew what was believed of dispenses, and when, from all versions of them and of what they were read by way of. What is
 * still believed keeps its place on its day, as what it followed there does; to the rest of what has ended places are given in the
 * order in which it was learned of ({@link Places}). What the rules look at is made anew as well where it reads otherwise than what
 * is there, as an earlier build read less; the rules judge it then, last of its day if the day is another.
 */
final class DispenseRebuild implements DerivedRows {
    private final DispenseReader reader;
    private final DispenseVersions versions;
    private final DispenseTable table = new DispenseTable();
    private final ReferenceTable references = new ReferenceTable();
    private final PatientCheck check;

    DispenseRebuild(DispenseReader reader, DispenseVersions versions, PatientCheck check) {
        this.reader = reader;
        this.versions = versions;
        this.check = check;
    }

    @Override
    public boolean areOf(String type) {
        return type.equals(DispenseSources.DISPENSE);
    }

    @Override
    public void rebuild(StoreTransaction transaction, List<String> ids) throws SQLException {
        Set<String> patients = new TreeSet<>();
        versions.of(transaction.connection(), ids)
                .forEach(each -> patients.add(each.row().patient()));
        transaction.lockAll(patients.stream().map(MonitoredWrite::lockOf).toList());
        List<Version> fresh = new ArrayList<>();
        Map<String, Set<String>> asked = new HashMap<>();
        for (String id : ids) {
            Past past = new Past(transaction, id);
            fresh.addAll(past.versions());
            asked.put(id, past.asked);
        }
        Map<String, Version> standing = new HashMap<>();
        fresh.stream()
                .filter(each -> each.voided() == null)
                .forEach(each -> standing.put(each.row().id(), each));
        correct(transaction, ids, standing, asked);
        versions.delete(transaction.connection(), ids);
        versions.insert(transaction, ended(fresh));
        fresh.forEach(each -> patients.add(each.row().patient()));
        transaction.flush();
        place(transaction, patients);
        transaction.flush();
    }

    private static List<Version> ended(List<Version> versions) {
        return versions.stream().filter(each -> each.voided() != null).toList();
    }

    /**
     * Brings what the rules look at in line with what is believed now.
     *
     * @param standing by dispense, what is believed now
     * @param asked what each dispense was read by way of
     */
    private void correct(
            StoreTransaction transaction,
            List<String> ids,
            Map<String, Version> standing,
            Map<String, Set<String>> asked)
            throws SQLException {
        Map<String, DispenseRow> before = new HashMap<>();
        Map<String, Instant> learned = new HashMap<>();
        standing.forEach((id, version) -> learned.put(id, version.recorded()));
        for (DispenseTable.Entry each : table.find(transaction.connection(), ids)) {
            before.put(each.row().id(), each.row());
            learned.remove(each.row().id(), each.recorded());
        }
        Map<String, PatientChanges> changes = new TreeMap<>();
        List<ReferenceTable.Reading> readings = new ArrayList<>();
        for (String id : ids) {
            DispenseRow old = before.get(id);
            Version now = standing.get(id);
            DispenseRow row = now == null ? null : now.row();
            if (!isSame(old, row)) {
                if (now != null) {
                    learned.put(id, now.recorded()); // The check takes it for news.
                }
                change(changes, old, row);
                readings.add(new ReferenceTable.Reading(
                        id, asked.getOrDefault(id, Set.of()), row == null ? null : row.patient()));
            }
        }
        if (!changes.isEmpty()) {
            transaction.lockAll(
                    changes.keySet().stream().map(MonitoredWrite::lockOf).toList());
            references.insert(transaction, readings);
            check.reread(transaction, changes.values());
            transaction.flush();
        }
        table.recorded(transaction.connection(), learned);
    }

    /** But for the place on the day, which stays as it was given. */
    private static boolean isSame(@Nullable DispenseRow old, @Nullable DispenseRow now) {
        return old == null || now == null
                ? old == null && now == null
                : now.arrivedAs(old.arrival()).equals(old);
    }

    private static void change(
            Map<String, PatientChanges> changes, @Nullable DispenseRow old, @Nullable DispenseRow now) {
        if (old != null) {
            changes.computeIfAbsent(old.patient(), PatientChanges::new).removed(old);
        }
        if (now != null) {
            changes.computeIfAbsent(now.patient(), PatientChanges::new).added(now);
        }
    }

    private void place(StoreTransaction transaction, Collection<String> patients) throws SQLException {
        Map<String, List<Version>> byPatient = new LinkedHashMap<>();
        for (Version version : versions.ofPatients(transaction.connection(), patients)) {
            byPatient
                    .computeIfAbsent(version.row().patient(), none -> new ArrayList<>())
                    .add(version);
        }
        List<Version> moved = new ArrayList<>();
        Set<String> dispenses = new HashSet<>();
        for (List<Version> all : byPatient.values()) {
            List<Version> placed = Places.given(all);
            if (!placed.equals(all)) {
                moved.addAll(placed);
                placed.forEach(each -> dispenses.add(each.row().id()));
            }
        }
        if (!moved.isEmpty()) {
            keepOthers(transaction, dispenses, moved);
        }
    }

    /** Of these dispenses, what was believed while they were another patient's stays. */
    private void keepOthers(StoreTransaction transaction, Set<String> dispenses, List<Version> moved)
            throws SQLException {
        Set<String> patients = new HashSet<>();
        moved.forEach(each -> patients.add(each.row().patient()));
        List<Version> all = new ArrayList<>(moved);
        versions.of(transaction.connection(), dispenses).stream()
                .filter(each -> !patients.contains(each.row().patient()))
                .forEach(all::add);
        versions.delete(transaction.connection(), dispenses);
        versions.insert(transaction, ended(all));
    }

    /** One dispense, at every moment at which it may have read otherwise. */
    private final class Past {
        private final StoreTransaction transaction;
        private final String id;
        private final Map<String, List<StoredResource>> histories = new HashMap<>();
        private final Map<String, Resource> parsed = new HashMap<>();
        private final Set<String> asked = new HashSet<>();

        Past(StoreTransaction transaction, String id) {
            this.transaction = transaction;
            this.id = id;
        }

        List<Version> versions() throws SQLException {
            String dispense = DispenseSources.DISPENSE + "/" + id;
            know(dispense);
            Set<String> known = new HashSet<>(histories.keySet());
            List<Version> versions;
            do {
                known.addAll(histories.keySet());
                versions = read(dispense);
                for (String reference : Set.copyOf(asked)) {
                    know(reference);
                }
            } while (!known.containsAll(histories.keySet()));
            return versions;
        }

        private List<Version> read(String dispense) {
            Set<Instant> moments = new TreeSet<>();
            histories.values().forEach(all -> all.forEach(version -> moments.add(version.updated())));
            List<Version> versions = new ArrayList<>();
            DispenseRow before = null;
            Instant since = Instant.EPOCH;
            for (Instant moment : moments) {
                DispenseRow now = row(dispense, moment);
                if (!Objects.equals(before, now)) {
                    if (before != null) {
                        versions.add(new Version(before, since, moment));
                    }
                    before = now;
                    since = moment;
                }
            }
            if (before != null) {
                versions.add(new Version(before, since, null));
            }
            return versions;
        }

        private @Nullable DispenseRow row(String dispense, Instant moment) {
            return at(dispense, moment)
                    .flatMap(resource -> switch (reader.read(
                            (MedicationDispense) resource, reference -> find(reference, moment))) {
                        case ReadDispense.Counts counts -> Optional.of(DispenseRow.of(counts.dispense()));
                        case ReadDispense.Unplaced unplaced -> Optional.of(DispenseRow.of(unplaced.dispense()));
                        case ReadDispense.DoesNotCount no -> Optional.<DispenseRow>empty();
                        case ReadDispense.Unreadable no -> Optional.<DispenseRow>empty();
                    })
                    .orElse(null);
        }

        private Optional<Resource> find(Reference reference, Instant moment) {
            IIdType target = reference.getReferenceElement();
            if (target.isAbsolute() || !target.hasIdPart() || !DispenseSources.areOf(target.getResourceType())) {
                return Optional.empty();
            }
            String local = target.getResourceType() + "/" + target.getIdPart();
            asked.add(local);
            return at(local, moment);
        }

        private Optional<Resource> at(String reference, Instant moment) {
            return histories.getOrDefault(reference, List.of()).stream()
                    .filter(version -> !version.updated().isAfter(moment))
                    .reduce((earlier, later) -> later)
                    .filter(version -> !version.deleted())
                    .map(version ->
                            parsed.computeIfAbsent(version.versionedReference(), none -> transaction.parse(version)));
        }

        private void know(String reference) throws SQLException {
            if (histories.containsKey(reference)) {
                return;
            }
            String type = reference.substring(0, reference.indexOf('/'));
            String local = reference.substring(type.length() + 1);
            List<StoredResource> all = new ArrayList<>();
            Optional<StoredResource> current = transaction.read(type, local);
            for (int version = 1;
                    current.isPresent() && version <= current.get().version();
                    version++) {
                transaction.version(type, local, version).ifPresent(all::add);
            }
            histories.put(reference, all);
        }
    }
}
