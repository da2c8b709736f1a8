package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a patient's resources refer to that is nobody's own, and what that refers to in turn: the practitioner behind a role,
 * the organization behind a practitioner. References are never followed to what is a patient's own.
 */
final class SupportingResources {
    private static final int MOST_ROUNDS = 5;

    private final ResourceReader reader;
    private final int limit;

    /** @param limit most of them on one page */
    SupportingResources(ResourceReader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** @param cut whether there are more than a page takes */
    record Found(List<StoredResource> resources, boolean cut) {}

    Found of(Connection connection, AccessScope scope, EverythingQuery query, List<StoredResource> page)
            throws SQLException {
        boolean wanted =
                query.types().isEmpty() || query.types().stream().anyMatch(PatientCompartment.SUPPORTING::contains);
        Map<String, StoredResource> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        page.forEach(stored -> seen.add(stored.reference()));
        List<StoredResource> last = wanted ? page : List.of();
        boolean cut = false;
        for (int round = 0; !last.isEmpty() && !cut; round++) {
            Set<String> next = targets(last);
            next.removeIf(target -> !seen.add(target));
            cut = !next.isEmpty() && (round == MOST_ROUNDS || found.size() + next.size() > limit);
            last = cut ? List.of() : read(connection, scope, next);
            last.forEach(stored -> found.put(stored.reference(), stored));
        }
        return new Found(
                found.values().stream()
                        .filter(stored -> EverythingReader.wanted(query, stored.type()))
                        .toList(),
                cut);
    }

    private static Set<String> targets(List<StoredResource> resources) {
        Set<String> targets = new LinkedHashSet<>();
        for (StoredResource stored : resources) {
            StoredReferences.of(stored).stream()
                    .filter(target -> PatientCompartment.SUPPORTING.contains(StoredReferences.type(target)))
                    .forEach(targets::add);
        }
        return targets;
    }

    /** Without those that refer to a patient: that is a device, on a page of its own or of another patient. */
    private List<StoredResource> read(Connection connection, AccessScope scope, Set<String> references)
            throws SQLException {
        List<StoredResource> found = new ArrayList<>();
        for (StoredResource stored : reader.readAll(connection, scope, references)) {
            boolean ofPatient = StoredReferences.of(stored).stream()
                    .anyMatch(target -> StoredReferences.type(target).equals(PatientCompartment.PATIENT));
            if (!ofPatient) {
                found.add(stored);
            }
        }
        return found;
    }
}
