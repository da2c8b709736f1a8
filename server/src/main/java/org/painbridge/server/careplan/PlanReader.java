package org.painbridge.server.careplan;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.careplan.fhir.Progress;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.HistoryQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Reads a plan and what belongs to it, as a caller may see it, as it is or as it was. */
final class PlanReader {
    private static final String FIRST = "/_history/1";

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
        return (CarePlan) store.parse(stored(id));
    }

    /** As {@link #plan}, as it is stored. */
    StoredResource stored(String id) {
        String reference = "CarePlan/" + id;
        StoredResource now = view.read("CarePlan", id).orElseThrow(() -> new StoreProblem.NotFound(reference));
        if (asOf == null && now.deleted()) {
            throw new StoreProblem.Gone(reference, now.updated());
        }
        return versions(List.of(now)).stream()
                .findFirst()
                .orElseThrow(() -> new StoreProblem.NotFound(reference + " at that time"));
    }

    /** The goals, requests, teams, conditions and findings that the plan names. */
    List<StoredResource> storedParts(CarePlan plan) {
        return all(references(plan));
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
    List<StoredResource> storedAround(CarePlan plan) {
        String reference = "CarePlan/" + plan.getIdElement().getIdPart();
        List<String> focuses = new ArrayList<>(List.of(reference));
        plan.getActivity().forEach(activity -> focuses.add(address(activity.getReference())));
        List<StoredResource> around = new ArrayList<>(referring("Task", "focus", focuses));
        around.addAll(referring("Communication", "based-on", List.of(reference)));
        return around;
    }

    /** The same, and what its activities have brought. */
    List<StoredResource> storedParts(CarePlan plan, List<StoredResource> around) {
        List<StoredResource> parts = new ArrayList<>(storedParts(plan));
        Set<String> named = parts.stream().map(StoredResource::reference).collect(Collectors.toSet());
        storedOutcomes(around).stream()
                .filter(brought -> !named.contains(brought.reference()))
                .forEach(parts::add);
        return parts;
    }

    /** What the activities of the plan have brought, as their tasks say; not what somebody else has named there. */
    private List<StoredResource> storedOutcomes(Collection<StoredResource> around) {
        List<Task> tasks = around.stream()
                .filter(each -> each.type().equals("Task") && mayHaveOutput(each))
                .map(each -> (Task) store.parse(each))
                .filter(task -> task.getCode().hasCoding(ReferralTasks.TASK_CODE, "plan-activity"))
                .filter(task -> !Progress.outcomes(task).isEmpty())
                .toList();
        if (tasks.isEmpty()) {
            return List.of();
        }
        Set<String> brought = brought(tasks.stream()
                .map(task -> "Task/" + task.getIdElement().getIdPart())
                .toList());
        return all(tasks.stream()
                .flatMap(task -> Progress.outcomes(task).stream())
                .distinct()
                .filter(brought::contains)
                .toList());
    }

    /** What was new with a change of these. */
    private Set<String> brought(Collection<String> changed) {
        return told(changed).stream()
                .filter(PlainWrite::tellsOfChanges)
                .flatMap(told -> told.getTarget().stream())
                .map(target -> String.valueOf(target.getReference()))
                .filter(target -> target.endsWith(FIRST))
                .map(target -> target.substring(0, target.length() - FIRST.length()))
                .collect(Collectors.toSet());
    }

    /** A look at the text: most have none, and reading takes its time. */
    private static boolean mayHaveOutput(StoredResource task) {
        return new String(task.json(), StandardCharsets.UTF_8).contains("\"output\"");
    }

    /**
     * What is told of changes of these, to whoever may see what changed. It is in nobody's record itself, so that a view of one
     * person's records never has it.
     */
    List<Provenance> told(Collection<String> targets) {
        return store.within(AccessScope.ALL).referring("Provenance", "target", targets).stream()
                .map(each -> (Provenance) store.parse(each))
                .toList();
    }

    /** All that refer to one of these, each once. */
    List<StoredResource> referring(String type, String parameter, Collection<String> targets) {
        List<String> named =
                targets.stream().filter(target -> !target.isEmpty()).toList();
        return versions(view.referring(type, parameter, named));
    }

    /** The versions of then, or of now, in this order; what is not here, or was not, is left out. */
    List<StoredResource> all(Collection<String> references) {
        List<String> stored = references.stream().filter(PlanReader::mayBeHere).toList();
        return asOf == null
                ? view.readAll(stored)
                : versions(stored.stream()
                        .flatMap(reference -> current(reference).stream())
                        .toList());
    }

    /** Which may be a delete marker. */
    private Optional<StoredResource> current(String reference) {
        int slash = reference.indexOf('/');
        return view.read(reference.substring(0, slash), reference.substring(slash + 1));
    }

    private List<StoredResource> versions(List<StoredResource> current) {
        Instant then = asOf;
        return then == null
                ? current
                : current.stream()
                        .flatMap(each -> past(each, then).stream())
                        .filter(each -> !each.deleted())
                        .toList();
    }

    private static boolean mayBeHere(String reference) {
        int slash = reference.indexOf('/');
        return slash > 0 && ExposedTypes.NAMES.contains(reference.substring(0, slash));
    }

    List<Resource> parsed(List<StoredResource> all) {
        return all.stream().map(store::parse).toList();
    }

    /** The version of then, or of now. */
    Optional<Resource> at(String reference) {
        return parsed(all(List.of(reference))).stream().findFirst();
    }

    private Optional<StoredResource> past(StoredResource current, Instant then) {
        HistoryPage page = view.history(HistoryQuery.asOf(current.type(), current.id(), then));
        return page.versions().stream().findFirst().map(HistoryPage.Version::stored);
    }

    /** One version of a resource, where the caller may see it. */
    Optional<Resource> version(String type, String id, int version) {
        return view.version(type, id, version).filter(each -> !each.deleted()).map(store::parse);
    }

    /** Of no version; empty where the reference has none. */
    private static String address(Reference reference) {
        String text = reference.getReference();
        int version = text == null ? -1 : text.indexOf("/_history/");
        return text == null ? "" : version < 0 ? text : text.substring(0, version);
    }
}
