package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.fhir.DispenseReader;
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
        Collection<String> left = ids;
        while (!left.isEmpty()) {
            left = rebuilt(transaction, left);
        }
    }

    /**
     * They are read before the locks of their patients are waited for, so that these are taken at once and in order.
     *
     * @return those that meanwhile read otherwise, which are left as they are
     */
    private Set<String> rebuilt(StoreTransaction transaction, Collection<String> ids) throws SQLException {
        Map<String, DispensePast> pasts = new TreeMap<>();
        Set<String> patients = new TreeSet<>();
        for (String id : ids) {
            DispensePast past = DispensePast.of(reader, transaction, id);
            pasts.put(id, past);
            patients.addAll(past.patients());
        }
        versions.of(transaction.connection(), ids)
                .forEach(each -> patients.add(each.row().patient()));
        transaction.lockAll(patients.stream().map(MonitoredWrite::lockOf).toList());
        List<DispenseTable.Entry> rows = table.find(transaction.connection(), ids);
        Set<String> overtaken = overtaken(transaction, pasts); // Behind the rows: else these might be later.
        pasts.keySet().removeAll(overtaken);
        if (!pasts.isEmpty()) {
            correct(transaction, pasts, rows);
            versions.delete(transaction.connection(), pasts.keySet());
            versions.insert(
                    transaction,
                    pasts.values().stream()
                            .flatMap(each -> each.ended().stream())
                            .toList());
            transaction.flush();
            place(transaction, patients);
            transaction.flush();
        }
        return overtaken;
    }

    private static Set<String> overtaken(StoreTransaction transaction, Map<String, DispensePast> pasts)
            throws SQLException {
        Map<String, Integer> current = new HashMap<>();
        Set<String> overtaken = new TreeSet<>();
        for (Map.Entry<String, DispensePast> past : pasts.entrySet()) {
            for (Map.Entry<String, Integer> read : past.getValue().current().entrySet()) {
                Integer now = current.get(read.getKey());
                if (now == null) {
                    now = version(transaction, read.getKey());
                    current.put(read.getKey(), now);
                }
                if (!now.equals(read.getValue())) {
                    overtaken.add(past.getKey());
                }
            }
        }
        return overtaken;
    }

    private static int version(StoreTransaction transaction, String reference) throws SQLException {
        String[] parts = reference.split("/", 2);
        return transaction.read(parts[0], parts[1]).map(StoredResource::version).orElse(0);
    }

    private static List<Version> ended(List<Version> versions) {
        return versions.stream().filter(each -> each.voided() != null).toList();
    }

    /**
     * Brings what the rules look at in line with what is believed now.
     *
     * @param rows what the rules look at
     */
    private void correct(StoreTransaction transaction, Map<String, DispensePast> pasts, List<DispenseTable.Entry> rows)
            throws SQLException {
        Map<String, DispenseTable.Entry> before = new HashMap<>();
        rows.forEach(each -> before.put(each.row().id(), each));
        Map<String, Instant> learned = new HashMap<>();
        Map<String, PatientChanges> changes = new TreeMap<>();
        List<ReferenceTable.Reading> readings = new ArrayList<>();
        for (Map.Entry<String, DispensePast> past : pasts.entrySet()) {
            String id = past.getKey();
            DispenseTable.Entry entry = before.get(id);
            DispenseRow old = entry == null ? null : entry.row();
            Version now = past.getValue().standing();
            DispenseRow row = now == null ? null : now.row();
            boolean same = isSame(old, row);
            // The check takes for news what it did not know so.
            if (now != null && (!same || entry == null || !now.recorded().equals(entry.recorded()))) {
                learned.put(id, now.recorded());
            }
            if (!same) {
                change(changes, old, row);
                readings.add(
                        new ReferenceTable.Reading(id, past.getValue().asked(), row == null ? null : row.patient()));
            }
        }
        if (!changes.isEmpty()) {
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
        Set<String> whose = new TreeSet<>();
        byPatient.forEach((patient, all) -> {
            List<Version> placed = Places.given(all);
            if (!placed.equals(all)) {
                moved.addAll(placed);
                whose.add(patient);
            }
        });
        if (!moved.isEmpty()) {
            versions.deleteOfPatients(transaction.connection(), whose);
            versions.insert(transaction, ended(moved));
        }
    }
}
