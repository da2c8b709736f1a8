package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * One dispense, at every moment at which it may have read otherwise.
 *
 * @param versions as it read, in order
 * @param asked what it was read by way of, {@code Type/id} each
 * @param patients whose it ever was, when it did not count too
 * @param current by reference, the version up to which it and these were read; 0 where nothing was there
 */
record DispensePast(List<Version> versions, Set<String> asked, Set<String> patients, Map<String, Integer> current) {
    static DispensePast of(DispenseReader reader, StoreTransaction transaction, String id) throws SQLException {
        return new Reading(reader, transaction, DispenseSources.DISPENSE + "/" + id).past();
    }

    /** As it reads now; null where it does not count. */
    @Nullable
    Version standing() {
        return versions.isEmpty() || versions.getLast().voided() != null ? null : versions.getLast();
    }

    List<Version> ended() {
        return versions.stream().filter(each -> each.voided() != null).toList();
    }

    private static final class Reading {
        private final DispenseReader reader;
        private final StoreTransaction transaction;
        private final String dispense;
        private final Map<String, List<StoredResource>> histories = new HashMap<>();
        private final Map<String, Resource> parsed = new HashMap<>();
        private final Set<String> asked = new HashSet<>();
        private final Set<String> patients = new TreeSet<>();

        Reading(DispenseReader reader, StoreTransaction transaction, String dispense) {
            this.reader = reader;
            this.transaction = transaction;
            this.dispense = dispense;
        }

        DispensePast past() throws SQLException {
            know(dispense);
            Set<String> known = new HashSet<>(histories.keySet());
            List<Version> versions;
            do {
                known.addAll(histories.keySet());
                versions = read();
                for (String reference : Set.copyOf(asked)) {
                    know(reference);
                }
            } while (!known.containsAll(histories.keySet()));
            Map<String, Integer> current = new HashMap<>();
            histories.forEach((reference, all) ->
                    current.put(reference, all.isEmpty() ? 0 : all.getLast().version()));
            return new DispensePast(versions, asked, patients, current);
        }

        private List<Version> read() {
            Set<Instant> moments = new TreeSet<>();
            histories.values().forEach(all -> all.forEach(version -> moments.add(version.updated())));
            List<Version> versions = new ArrayList<>();
            DispenseRow before = null;
            Instant since = Instant.EPOCH;
            for (Instant moment : moments) {
                DispenseRow now = row(moment);
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

        private @Nullable DispenseRow row(Instant moment) {
            return at(dispense, moment)
                    .flatMap(resource -> row((MedicationDispense) resource, moment))
                    .orElse(null);
        }

        private Optional<DispenseRow> row(MedicationDispense resource, Instant moment) {
            reader.patient(resource.getSubject()).ifPresent(patient -> patients.add(patient.id()));
            Optional<DispenseRow> row = switch (reader.read(resource, reference -> find(reference, moment))) {
                case ReadDispense.Counts counts -> Optional.of(DispenseRow.of(counts.dispense()));
                case ReadDispense.Unplaced unplaced -> Optional.of(DispenseRow.of(unplaced.dispense()));
                case ReadDispense.DoesNotCount no -> Optional.empty();
                case ReadDispense.Unreadable no -> Optional.empty();
            };
            row.ifPresent(read -> patients.add(read.patient()));
            return row;
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
            if (current.isPresent()) {
                for (int version = 1; version < current.get().version(); version++) {
                    transaction.version(type, local, version).ifPresent(all::add);
                }
                all.add(current.get());
            }
            histories.put(reference, all);
        }
    }
}
