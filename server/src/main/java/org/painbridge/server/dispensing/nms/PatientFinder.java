package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Finds stored patients by the numbers of submissions. Who has a number is exact: one match too many is another person. */
final class PatientFinder {
    private static final int NUMBERS_A_SEARCH = 50;
    /** So many that there is hardly ever another. */
    private static final String PAGE = "100";

    private final SubmissionReader reader;
    private final Map<String, List<Patient>> byNumber = new HashMap<>();

    PatientFinder(SubmissionReader reader) {
        this.reader = reader;
    }

    /** {@code system|value} as it is compared. */
    String key(Identifier identifier) {
        return reader.key(identifier).text();
    }

    /** Looks for all of them; patients that others create meanwhile are found only under a lock. */
    void look(StoreTransaction transaction, Collection<Identifier> identifiers) throws SQLException {
        Set<String> tokens = new LinkedHashSet<>();
        for (Identifier identifier : identifiers) {
            String key = key(identifier);
            int bar = key.lastIndexOf('|');
            tokens.add(SearchQuery.token(key.substring(0, bar), key.substring(bar + 1)));
            tokens.add(SearchQuery.token(
                    identifier.getSystem(), identifier.getValue().strip()));
        }
        List<String> all = List.copyOf(tokens);
        Set<String> seen = new LinkedHashSet<>();
        for (int from = 0; from < all.size(); from += NUMBERS_A_SEARCH) {
            String some = String.join(",", all.subList(from, Math.min(all.size(), from + NUMBERS_A_SEARCH)));
            SearchQuery query = SearchQuery.of("Patient")
                    .where("identifier", some)
                    .where("_count", PAGE)
                    .withExactTokens();
            for (StoredResource stored : transaction.searchAll(query)) {
                if (seen.add(stored.id())) {
                    add(transaction.parse(Patient.class, stored));
                }
            }
        }
    }

    /** From now on, somebody has this number. */
    void add(Patient patient) {
        Set<String> keys = patient.getIdentifier().stream()
                .filter(identifier ->
                        identifier.hasSystem() && identifier.getValueElement().hasValue())
                .filter(identifier -> identifier.getUse() != Identifier.IdentifierUse.OLD)
                .map(this::key)
                .collect(Collectors.toSet());
        keys.forEach(
                key -> byNumber.computeIfAbsent(key, none -> new ArrayList<>()).add(patient));
    }

    /** Those with the number; records that another one has replaced only where there is no other. */
    List<Patient> find(Identifier identifier) {
        List<Patient> all = byNumber.getOrDefault(key(identifier), List.of());
        List<Patient> current = all.stream().filter(PatientFinder::isCurrent).toList();
        return current.isEmpty() ? all : current;
    }

    private static boolean isCurrent(Patient patient) {
        boolean inactive = patient.hasActive() && !patient.getActive();
        return !inactive && patient.getLink().stream().noneMatch(link -> link.getType() == LinkType.REPLACEDBY);
    }
}
