package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.GuideValidator;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.StoredRef;

/** A pushed plan in memory, on which operations are done one after the other. */
final class MemoryPlan implements PlanSource {
    static final ZoneId ZONE = ZoneId.of("America/Toronto");
    static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");
    static final Speaker SPECIALIST = speaker("PractitionerRole/pain-specialist-role", "Organization/pain-clinic");
    static final Speaker PHYSICIAN = speaker("PractitionerRole/family-physician-role", "Organization/practice");
    static final Speaker STRANGER = speaker("PractitionerRole/stranger", "Organization/elsewhere");

    final List<Provenance> provenances = new ArrayList<>();
    private final Provenance push;
    private final Map<String, Resource> stored = new LinkedHashMap<>();
    private final Map<String, Resource> versions = new LinkedHashMap<>();
    private int last;

    /** As {@code stored.approved.fhir.json} has it: what a push leaves behind. */
    MemoryPlan() {
        var bundle =
                (org.hl7.fhir.r4.model.Bundle) Pushes.json().parseResource(Pushes.text("stored.approved.fhir.json"));
        bundle.getEntry().forEach(entry -> keep(entry.getResource(), 1));
        push = new ProvenanceWriter(ZONE).pushed(List.copyOf(stored.values()), SPECIALIST, NOW);
        for (String who : List.of("family-physician-role", "physiotherapist")) {
            PractitionerRole role = new PractitionerRole();
            role.setId("PractitionerRole/" + who);
            keep(role, 1);
        }
    }

    static Speaker speaker(String author, String... more) {
        int slash = author.indexOf('/');
        List<String> members = new ArrayList<>(List.of(more));
        members.add(author);
        return new Speaker(
                new StoredRef(author.substring(0, slash), author.substring(slash + 1)), Set.copyOf(members), false);
    }

    void keep(Resource resource, int version) {
        resource.getMeta().setVersionId(String.valueOf(version));
        resource.getMeta().setLastUpdated(java.util.Date.from(NOW.plusSeconds(provenances.size())));
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        stored.put(reference, resource);
        versions.put(reference + "/_history/" + version, resource.copy());
    }

    /** Does it, and keeps what it changes; what is written is valid by the guide. */
    Parameters act(PlanAction action, Speaker speaker, Consumer<Parameters> with) {
        return act(action, "CarePlan/CarePlan-1", speaker, with);
    }

    Parameters act(PlanAction action, String target, Speaker speaker, Consumer<Parameters> with) {
        Parameters sent = new Parameters();
        with.accept(sent);
        LivingPlan plan = new LivingPlan(
                (CarePlan) only(CarePlan.class).copy(), this, new PlanDesk(NOW, type -> type + "-new-" + ++last, ZONE));
        Parameters answer =
                action.run(new PlanCall(plan, target, speaker, ExchangeParameters.of(sent, action.parameters())));
        Provenance provenance = new ProvenanceWriter(ZONE).write(action.code(), plan, speaker);
        plan.created().forEach(resource -> keep(valid(resource), 1));
        plan.changed()
                .forEach(resource -> keep(
                        valid(resource), Integer.parseInt(resource.getMeta().getVersionId()) + 1));
        provenances.add(valid(provenance));
        return answer;
    }

    private static <T extends Resource> T valid(T resource) {
        List<String> errors = GuideValidator.errors(resource);
        if (!errors.isEmpty()) {
            throw new AssertionError(resource.fhirType() + ": " + errors);
        }
        return resource;
    }

    <T extends Resource> T only(Class<T> type) {
        List<T> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + type.getSimpleName());
        }
        return all.getFirst();
    }

    <T extends Resource> List<T> all(Class<T> type) {
        return stored.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    Task task(String focus) {
        return all(Task.class).stream()
                .filter(task ->
                        LivingPlan.unversioned(task.getFocus().getReference()).equals(focus))
                .findFirst()
                .orElseThrow();
    }

    String review() {
        return "Task/" + task("CarePlan/CarePlan-1").getIdElement().getIdPart();
    }

    @Override
    public Optional<Resource> read(String reference) {
        return Optional.ofNullable(stored.get(reference)).map(Resource::copy);
    }

    @Override
    public Optional<Resource> look(String reference) {
        return read(reference);
    }

    @Override
    public boolean brought(String reference, String plan) {
        return Stream.concat(Stream.of(push), provenances.stream())
                .anyMatch(told -> told.getTarget().stream()
                                .anyMatch(target -> target.getReference().equals(reference + "/_history/1"))
                        && told.getTarget().stream()
                                .anyMatch(target -> target.getReference().startsWith(plan + "/_history/")));
    }

    @Override
    public Set<String> brought(String plan) {
        return stored.keySet().stream()
                .filter(reference -> brought(reference, plan))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Resource> version(String reference, int version) {
        return Optional.ofNullable(versions.get(reference + "/_history/" + version))
                .map(Resource::copy);
    }

    @Override
    public Optional<String> author(String reference, int version) {
        return provenances.stream()
                .filter(told -> told.getTarget().stream()
                        .anyMatch(target -> target.getReference().equals(reference + "/_history/" + version)))
                .map(told -> told.getAgentFirstRep().getWho().getReference())
                .findFirst();
    }

    @Override
    public List<Task> tasks(Collection<String> focuses) {
        return all(Task.class).stream()
                .filter(task ->
                        focuses.contains(LivingPlan.unversioned(task.getFocus().getReference())))
                .map(Task::copy)
                .toList();
    }
}
