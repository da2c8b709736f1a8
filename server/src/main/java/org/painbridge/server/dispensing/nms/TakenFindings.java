package org.painbridge.server.dispensing.nms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/**
 * What the rules said of dispenses, for who handed them over: whatever the scopes of the caller are, but nothing that the
 * patient withholds from it.
 */
final class TakenFindings {
    private static final int DISPENSES_A_SEARCH = 50;

    private final FhirStore store;

    TakenFindings(FhirStore store) {
        this.store = store;
    }

    /**
     * By dispense; those that were withdrawn only if {@code withdrawn}.
     *
     * @param patients by dispense
     */
    Map<String, List<DetectedIssue>> of(StoreView view, Map<String, String> patients, boolean withdrawn) {
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        List<String> dispenses = List.copyOf(patients.keySet());
        for (int from = 0; from < dispenses.size(); from += DISPENSES_A_SEARCH) {
            List<String> some = dispenses.subList(from, Math.min(dispenses.size(), from + DISPENSES_A_SEARCH));
            for (DetectedIssue issue : told(view, search(some))) {
                if (withdrawn == (issue.getStatus() == DetectedIssueStatus.CANCELLED)) {
                    issue.getImplicated().stream()
                            .map(TakenFindings::id)
                            .filter(patients::containsKey)
                            .forEach(id -> found.computeIfAbsent(id, none -> new ArrayList<>())
                                    .add(issue));
                }
            }
        }
        return found;
    }

    private static String id(Reference reference) {
        return reference.getReferenceElement().getIdPart();
    }

    private List<DetectedIssue> search(Collection<String> dispenses) {
        String all = dispenses.stream().map(id -> "MedicationDispense/" + id).collect(Collectors.joining(","));
        SearchQuery query = SearchQuery.of("DetectedIssue").where("implicated", all);
        StoreView everything = store.within(AccessScope.ALL);
        List<StoredResource> stored = new ArrayList<>();
        SearchPage page = everything.search(query);
        stored.addAll(page.matches());
        while (page.nextCursor() != null) {
            page = everything.search(query.where("_cursor", page.nextCursor()));
            stored.addAll(page.matches());
        }
        return stored.stream().map(each -> (DetectedIssue) store.parse(each)).toList();
    }

    /** Without those that directives withhold. */
    private static List<DetectedIssue> told(StoreView view, List<DetectedIssue> issues) {
        if (!view.heedsDirectives()) {
            return issues;
        }
        Map<String, Set<String>> byPatient = new HashMap<>();
        issues.forEach(issue -> byPatient
                .computeIfAbsent(id(issue.getPatient()), none -> new HashSet<>())
                .add(issue.getIdElement().getIdPart()));
        Set<String> told = new HashSet<>();
        byPatient.forEach((patient, ids) -> told.addAll(view.told(patient, "DetectedIssue", ids)));
        return issues.stream()
                .filter(issue -> told.contains(issue.getIdElement().getIdPart()))
                .toList();
    }
}
