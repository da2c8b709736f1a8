package org.painbridge.server.dispensing.nms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.ToldView;

/**
 * What the rules said of dispenses, for who handed them over: whatever the scopes of the caller are, but nothing that the
 * patient withholds from it or a label hides.
 */
final class TakenFindings {
    private static final int DISPENSES_A_SEARCH = 50;
    private static final String DISPENSE = "MedicationDispense";
    private static final String PAGE = "100";

    private final FhirStore store;

    /** Looks up when dispenses came to be known. */
    interface FirstKnown {
        Map<String, Instant> of(Collection<String> dispenses);
    }

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
            found.putAll(byDispense(
                    told(view, search("implicated", "MedicationDispense/", some), dispenses),
                    Set.copyOf(some),
                    withdrawn));
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
        List<DetectedIssue> about = latest(written).stream()
                .filter(issue -> implicated(issue).anyMatch(dispenses::contains))
                .toList();
        return byDispense(told(view, about, dispenses), dispenses, false);
    }

    /** What these dispenses bring to light of other ones, by what counts them: a late entry completes what lies after it. */
    static Map<String, List<DetectedIssue>> ofLater(StoreView view, Set<String> dispenses, List<Change> written) {
        List<DetectedIssue> all = latest(written).stream()
                .filter(issue -> issue.getStatus() == DetectedIssueStatus.FINAL)
                .filter(issue -> implicated(issue).noneMatch(dispenses::contains))
                .filter(issue -> DryRuns.counted(issue).anyMatch(dispenses::contains))
                .toList();
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        for (DetectedIssue issue : unanswered(told(view, all, dispenses))) {
            counted(issue, dispenses).forEach(id -> add(found, id, issue));
        }
        return found;
    }

    /**
     * The same of dispenses that were stored earlier: what they complete of dispenses that lie after them, and were known before them.
     *
     * @param patients by dispense
     */
    Map<String, List<DetectedIssue>> ofLater(StoreView view, Map<String, String> patients, FirstKnown firstKnown) {
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        Set<String> dispenses = patients.keySet();
        List<String> all = patients.values().stream().distinct().toList();
        for (int from = 0; from < all.size(); from += DISPENSES_A_SEARCH) {
            List<String> some = all.subList(from, Math.min(all.size(), from + DISPENSES_A_SEARCH));
            List<DetectedIssue> counting = search("patient", "Patient/", some).stream()
                    .filter(issue -> issue.getStatus() == DetectedIssueStatus.FINAL)
                    .filter(issue -> counted(issue, dispenses).findAny().isPresent())
                    .toList();
            Map<String, Instant> first = firstKnown(counting, firstKnown);
            List<DetectedIssue> late = counting.stream()
                    .filter(issue -> late(issue, dispenses, first).findAny().isPresent())
                    .toList();
            for (DetectedIssue issue : unanswered(told(view, late, dispenses))) {
                late(issue, dispenses, first).forEach(id -> add(found, id, issue));
            }
        }
        return found;
    }

    private static Map<String, Instant> firstKnown(List<DetectedIssue> issues, FirstKnown firstKnown) {
        Set<String> named = issues.stream()
                .flatMap(issue -> Stream.concat(implicated(issue), DryRuns.counted(issue)))
                .collect(Collectors.toSet());
        return named.isEmpty() ? Map.of() : firstKnown.of(named);
    }

    /** Those of the dispenses that it counts, and is not about. */
    private static Stream<String> counted(DetectedIssue issue, Set<String> dispenses) {
        return DryRuns.counted(issue)
                .filter(dispenses::contains)
                .filter(id -> implicated(issue).noneMatch(id::equals))
                .distinct();
    }

    private static Stream<String> late(DetectedIssue issue, Set<String> dispenses, Map<String, Instant> first) {
        return counted(issue, dispenses)
                .filter(id -> implicated(issue)
                        .allMatch(about ->
                                first.getOrDefault(about, Instant.MAX).isBefore(first.getOrDefault(id, Instant.MIN))));
    }

    private static void add(Map<String, List<DetectedIssue>> found, String dispense, DetectedIssue issue) {
        found.computeIfAbsent(dispense, none -> new ArrayList<>()).add(issue);
    }

    /** Without what others did about them: they are of dispenses that others handed over. */
    static List<DetectedIssue> unanswered(List<DetectedIssue> ofOthers) {
        List<DetectedIssue> issues = ofOthers.stream().map(DetectedIssue::copy).toList();
        issues.forEach(issue -> issue.setMitigation(null));
        return issues;
    }

    private static Collection<DetectedIssue> latest(List<Change> written) {
        Map<String, DetectedIssue> latest = new LinkedHashMap<>();
        for (Change change : written) {
            if (change.resource() instanceof DetectedIssue issue) {
                latest.put(change.stored().id(), issue);
            }
        }
        return latest.values();
    }

    /**
     * What the rules said of these dispenses beside what is on record.
     *
     * @param what of one of them
     */
    static Map<String, List<DetectedIssue>> heard(
            StoreView view, Set<String> dispenses, Function<String, List<DetectedIssue>> what) {
        List<DetectedIssue> all =
                dispenses.stream().flatMap(id -> what.apply(id).stream()).toList();
        return byDispense(told(view, all, dispenses), dispenses, false);
    }

    private static Map<String, List<DetectedIssue>> byDispense(
            List<DetectedIssue> issues, Set<String> dispenses, boolean withdrawn) {
        Map<String, List<DetectedIssue>> found = new HashMap<>();
        for (DetectedIssue issue : issues) {
            if (withdrawn == (issue.getStatus() == DetectedIssueStatus.CANCELLED)) {
                implicated(issue).filter(dispenses::contains).forEach(id -> add(found, id, issue));
            }
        }
        return found;
    }

    /** Ids of what is here. */
    private static Stream<String> implicated(DetectedIssue issue) {
        return issue.getImplicated().stream()
                .map(Reference::getReferenceElement)
                .filter(IIdType::hasIdPart)
                .map(IIdType::getIdPart);
    }

    private List<DetectedIssue> search(String parameter, String type, Collection<String> ids) {
        String all = ids.stream().map(id -> type + id).collect(Collectors.joining(","));
        SearchQuery query =
                SearchQuery.of("DetectedIssue").where(parameter, all).where("_count", PAGE);
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

    /**
     * Without those on record that directives or labels keep from the caller, and those that name something which they keep from it, but
     * for the own dispenses: who handed them over knows them, whatever label they have. Of one without a patient nobody knows.
     */
    private static List<DetectedIssue> told(StoreView caller, List<DetectedIssue> all, Set<String> own) {
        ToldView view = caller.handingIn(DISPENSE);
        if (!view.hidesSome()) {
            return all;
        }
        List<DetectedIssue> issues = all.stream()
                .filter(issue -> issue.getPatient().getReferenceElement().hasIdPart())
                .toList();
        Map<String, Set<String>> found = new HashMap<>();
        Map<String, Set<String>> named = new HashMap<>();
        for (DetectedIssue issue : issues) {
            String patient = issue.getPatient().getReferenceElement().getIdPart();
            if (issue.getIdElement().hasIdPart()) {
                found.computeIfAbsent(patient, none -> new HashSet<>())
                        .add(issue.getIdElement().getIdPart());
            }
            named.computeIfAbsent(patient, none -> new HashSet<>())
                    .addAll(named(issue, own).toList());
        }
        Set<String> told = new HashSet<>();
        Set<String> known = new HashSet<>();
        found.forEach((patient, ids) -> told.addAll(view.toldItself(patient, "DetectedIssue", ids)));
        named.forEach((patient, references) -> known.addAll(known(view, patient, references)));
        return issues.stream()
                .filter(issue -> !issue.getIdElement().hasIdPart()
                        || told.contains(issue.getIdElement().getIdPart()))
                .filter(issue -> named(issue, own).allMatch(known::contains))
                .toList();
    }

    /** {@code Type/id} of all that is here and counted or meant. */
    private static Stream<String> named(DetectedIssue issue, Set<String> own) {
        return Stream.concat(
                        issue.getImplicated().stream(),
                        issue.getEvidence().stream().flatMap(evidence -> evidence.getDetail().stream()))
                .map(Reference::getReferenceElement)
                .filter(target -> target.hasResourceType()
                        && !target.isAbsolute()
                        && ExposedTypes.NAMES.contains(target.getResourceType())
                        && !(target.getResourceType().equals(DISPENSE) && own.contains(target.getIdPart())))
                .map(target -> target.getResourceType() + "/" + target.getIdPart());
    }

    private static Set<String> known(ToldView view, String patient, Set<String> references) {
        Map<String, Set<String>> byType = new HashMap<>();
        for (String reference : references) {
            String[] parts = reference.split("/", 2);
            byType.computeIfAbsent(parts[0], none -> new HashSet<>()).add(parts[1]);
        }
        Set<String> known = new HashSet<>();
        byType.forEach((type, ids) -> view.told(patient, type, ids).forEach(id -> known.add(type + "/" + id)));
        return known;
    }
}
