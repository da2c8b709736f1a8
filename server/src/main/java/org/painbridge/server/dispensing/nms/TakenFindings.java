package org.painbridge.server.dispensing.nms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/**
 * What the rules said of dispenses, for who handed them over: whatever the scopes of the caller are, but nothing that the
 * patient withholds from it or a label hides.
 */
final class TakenFindings {
    private static final int DISPENSES_A_SEARCH = 50;
    private static final String PAGE = "100";

    private final FhirStore store;

    TakenFindings(FhirStore store) {
        this.store = store;
    }

    /**
     * By dispense; those that were withdrawn only if {@code withdrawn}.
     *
     * @param dispenses their ids
     */
    Map<String, List<DetectedIssue>> of(StoreView view, Set<String> dispenses, boolean withdrawn) {
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        List<String> all = List.copyOf(dispenses);
        for (int from = 0; from < all.size(); from += DISPENSES_A_SEARCH) {
            List<String> some = all.subList(from, Math.min(all.size(), from + DISPENSES_A_SEARCH));
            found.putAll(byDispense(told(view, search(some), dispenses), Set.copyOf(some), withdrawn));
        }
        return found;
    }

    /**
     * The same of dispenses that were just stored: what their transactions wrote is all that there is.
     *
     * @param dispenses their ids
     * @param written in the order of writing
     */
    Map<String, List<DetectedIssue>> written(StoreView view, Set<String> dispenses, List<Change> written) {
        Map<String, DetectedIssue> latest = new LinkedHashMap<>();
        for (Change change : written) {
            if (change.resource() instanceof DetectedIssue issue) {
                latest.put(change.stored().id(), issue);
            }
        }
        List<DetectedIssue> about = latest.values().stream()
                .filter(issue ->
                        issue.getImplicated().stream().map(TakenFindings::id).anyMatch(dispenses::contains))
                .toList();
        return byDispense(told(view, about, dispenses), dispenses, false);
    }

    private static Map<String, List<DetectedIssue>> byDispense(
            List<DetectedIssue> issues, Set<String> dispenses, boolean withdrawn) {
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        for (DetectedIssue issue : issues) {
            if (withdrawn == (issue.getStatus() == DetectedIssueStatus.CANCELLED)) {
                issue.getImplicated().stream()
                        .map(TakenFindings::id)
                        .filter(dispenses::contains)
                        .forEach(id -> found.computeIfAbsent(id, none -> new ArrayList<>())
                                .add(issue));
            }
        }
        return found;
    }

    private static String id(Reference reference) {
        return reference.getReferenceElement().getIdPart();
    }

    private List<DetectedIssue> search(Collection<String> dispenses) {
        String all = dispenses.stream().map(id -> "MedicationDispense/" + id).collect(Collectors.joining(","));
        SearchQuery query =
                SearchQuery.of("DetectedIssue").where("implicated", all).where("_count", PAGE);
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

    /** Without those that directives or labels keep from the caller, and those that name such a dispense. */
    private static List<DetectedIssue> told(StoreView view, List<DetectedIssue> issues, Set<String> own) {
        if (!view.hidesSome()) {
            return issues;
        }
        Map<String, Set<String>> found = new HashMap<>();
        Map<String, Set<String>> counted = new HashMap<>();
        for (DetectedIssue issue : issues) {
            String patient = id(issue.getPatient());
            found.computeIfAbsent(patient, none -> new HashSet<>())
                    .add(issue.getIdElement().getIdPart());
            DryRuns.counted(issue)
                    .filter(id -> !own.contains(id))
                    .forEach(id -> counted.computeIfAbsent(patient, none -> new HashSet<>())
                            .add(id));
        }
        Set<String> told = new HashSet<>();
        Set<String> known = new HashSet<>(own);
        found.forEach((patient, ids) -> told.addAll(view.told(patient, "DetectedIssue", ids)));
        counted.forEach((patient, ids) -> known.addAll(view.told(patient, "MedicationDispense", ids)));
        return issues.stream()
                .filter(issue -> told.contains(issue.getIdElement().getIdPart())
                        && DryRuns.counted(issue).allMatch(known::contains))
                .toList();
    }
}
