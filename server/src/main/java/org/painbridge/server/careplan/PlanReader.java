package org.painbridge.server.careplan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.HistoryQuery;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Reads a plan and what belongs to it, as a caller may see it, as it is or as it was. */
final class PlanReader {
    private static final int CHUNK = 25;

    private final FhirStore store;
    private final StoreView view;
    private final @Nullable Instant asOf;

    /** @param asOf null for now */
    PlanReader(FhirStore store, StoreView view, @Nullable Instant asOf) {
        this.store = store;
        this.view = view;
        this.asOf = asOf;
    }

    /** @throws StoreProblem if there is no such plan, or was none then */
    CarePlan plan(String id) {
        String reference = "CarePlan/" + id;
        StoredResource now = view.read("CarePlan", id).orElseThrow(() -> new StoreProblem.NotFound(reference));
        if (asOf == null && now.deleted()) {
            throw new StoreProblem.Gone(reference, now.updated());
        }
        return (CarePlan) at(reference).orElseThrow(() -> new StoreProblem.NotFound(reference + " at that time"));
    }

    /** The goals, requests, teams, conditions and findings that the plan names. */
    List<Resource> parts(CarePlan plan) {
        List<Resource> parts = new ArrayList<>();
        references(plan).forEach(reference -> at(reference).ifPresent(parts::add));
        return parts;
    }

    static Set<String> references(CarePlan plan) {
        Set<String> references = new LinkedHashSet<>();
        Stream.of(plan.getGoal(), plan.getCareTeam(), plan.getAddresses(), plan.getSupportingInfo())
                .flatMap(List::stream)
                .forEach(reference -> references.add(address(reference)));
        plan.getActivity().stream()
                .map(CarePlanActivityComponent::getReference)
                .forEach(reference -> references.add(address(reference)));
        references.remove("");
        return references;
    }

    /** Tasks about the plan and its activities, and what is said about it. */
    List<Resource> around(CarePlan plan) {
        String reference = "CarePlan/" + plan.getIdElement().getIdPart();
        List<String> focuses = new ArrayList<>(List.of(reference));
        plan.getActivity().forEach(activity -> focuses.add(address(activity.getReference())));
        List<Resource> around = new ArrayList<>();
        found("Task", "focus", focuses).forEach(each -> at(each).ifPresent(around::add));
        found("Communication", "based-on", List.of(reference)).forEach(each -> at(each).ifPresent(around::add));
        return around;
    }

    /** {@code Type/id} of all that refer to one of these; of each only once. */
    Set<String> found(String type, String parameter, Collection<String> targets) {
        List<String> all = targets.stream().filter(target -> !target.isEmpty()).toList();
        Set<String> found = new LinkedHashSet<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
            SearchQuery query = SearchQuery.of(type)
                    .where(parameter, String.join(",", chunk))
                    .where("_sort", "_id")
                    .where("_count", "1000");
            SearchPage page = view.search(query);
            page.matches().forEach(stored -> found.add(stored.reference()));
            while (page.nextCursor() != null) {
                page = view.search(query.where("_cursor", page.nextCursor()));
                page.matches().forEach(stored -> found.add(stored.reference()));
            }
        }
        return found;
    }

    /** The version of then, or of now. */
    Optional<Resource> at(String reference) {
        String type = reference.substring(0, Math.max(0, reference.indexOf('/')));
        if (!ExposedTypes.NAMES.contains(type)) {
            return Optional.empty();
        }
        String id = reference.substring(type.length() + 1);
        Optional<StoredResource> stored = asOf == null ? view.read(type, id) : past(type, id, asOf);
        return stored.filter(each -> !each.deleted()).map(store::parse);
    }

    private Optional<StoredResource> past(String type, String id, Instant then) {
        if (view.read(type, id).isEmpty()) {
            return Optional.empty();
        }
        HistoryPage page = view.history(new HistoryQuery(type, id, 1, null, then.toString(), null));
        return page.versions().stream().findFirst().map(HistoryPage.Version::stored);
    }

    /** One version of a resource, where the caller may see it. */
    Optional<Resource> version(String type, String id, int version) {
        return view.version(type, id, version).filter(each -> !each.deleted()).map(store::parse);
    }

    private static String address(Reference reference) {
        return String.valueOf(reference.getReference())
                .replaceFirst("/_history/.*", "")
                .replaceFirst("^null$", "");
    }
}
