package org.painbridge.careplan.fhir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Agreement;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.PlanPart;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/**
 * Changes of a plan, and who proposes them.
 *
 * @param proposer {@code Type/id}
 */
record Amendment(LivingPlan plan, List<MergedChange> changes, String proposer) {
    private static final Set<Party> OWNER = Set.of(Party.OWNER);

    static Amendment of(LivingPlan plan, List<PlanChange> changes, String proposer) {
        return new Amendment(
                plan,
                changes.stream().map(change -> new MergedChange(plan, change)).toList(),
                proposer);
    }

    List<Conflict> conflicts() {
        return changes.stream()
                .flatMap(change -> change.conflicts(proposer).stream())
                .toList();
    }

    /** Whether all of it is the speaker's to write. */
    boolean isFor(Speaker speaker) {
        Set<Party> parties = plan.parties(speaker);
        return changes.stream().allMatch(change -> change.part().isFor(parties, speaker.is(change.owner())));
    }

    /** Who decides on it; it takes one who decides on all. */
    Set<String> owners() {
        return changes.stream().map(MergedChange::owner).collect(Collectors.toSet());
    }

    /** Whether anything is different of the medicines, or of what is said of them. */
    boolean touchesMedicines() {
        return changes.stream()
                .map(MergedChange::result)
                .anyMatch(result -> result instanceof MedicationRequest || result instanceof CarePlan);
    }

    /** The plan as it would be. */
    CarePlan header() {
        return changes.stream()
                .filter(change -> change.part() == PlanPart.HEADER && change.result() instanceof CarePlan)
                .map(change -> (CarePlan) change.result())
                .findFirst()
                .orElse(plan.plan());
    }

    /** Its medicines as they would be, by {@code Type/id}; a new one by its place among the changes. */
    Map<String, MedicationRequest> medicines() {
        return activities(MedicationRequest.class);
    }

    /** Its services as they would be. */
    Stream<ServiceRequest> services() {
        return activities(ServiceRequest.class).values().stream();
    }

    private <T extends Resource> Map<String, T> activities(Class<T> type) {
        Map<String, T> activities = new LinkedHashMap<>();
        for (String request : plan.requests()) {
            plan.source()
                    .look(request)
                    .filter(type::isInstance)
                    .ifPresent(found -> activities.put(request, type.cast(found)));
        }
        for (MergedChange change : changes) {
            String target = change.change().target();
            if (type.isInstance(change.result())) {
                activities.put(target.isEmpty() ? "new-" + activities.size() : target, type.cast(change.result()));
            }
        }
        return activities;
    }

    boolean isNothing() {
        return changes.stream().allMatch(MergedChange::isNothing);
    }

    /** @param reviews of what has to be agreed to again */
    void apply(Speaker speaker, Rereview reviews) {
        boolean plans = changes.stream().anyMatch(change -> change.part() != PlanPart.ACHIEVEMENT);
        boolean material = changes.stream().anyMatch(MergedChange::isMaterial);
        boolean again =
                material && (reviews.isNeeded(speaker) || plan.state().agreement() == Agreement.CHANGE_REQUESTED);
        changes.forEach(change -> apply(change, speaker, again));
        plan.become(plan.state().after(again ? PlanMove.AMEND_MATERIALLY : PlanMove.AMEND, OWNER));
        if (plans) {
            plan.change(plan.plan()); // The version that all refer to from now on.
        }
        if (again) {
            reviews.ask(speaker);
        }
    }

    private void apply(MergedChange change, Speaker speaker, boolean again) {
        Resource result = change.result();
        switch (change.change().action()) {
            case ADD -> add(result, speaker, again);
            case REPLACE -> {
                plan.replace(result);
                String target = change.change().target();
                if (plan.requests().contains(target) && Revocation.isOf(result)) {
                    new PlanTasks(plan).callOff(target);
                }
            }
            case REMOVE -> {
                plan.replace(result);
                new PlanTasks(plan).callOff(change.change().target());
            }
        }
    }

    private void add(Resource added, Speaker speaker, boolean again) {
        added.setIdElement(new IdType());
        added.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
        plan.create(added);
        CarePlan header = plan.plan();
        Reference reference =
                new Reference(added.fhirType() + "/" + added.getIdElement().getIdPart());
        if (added instanceof Goal) {
            header.addGoal(reference);
        } else {
            header.addActivity().setReference(reference);
            if (!again && !Revocation.isEnd(added)) {
                begin(reference.getReference(), speaker);
            }
        }
    }

    /** Nobody else has to agree: whoever was asked to review the plan, and has proposed or accepted it, begins. */
    private void begin(String request, Speaker speaker) {
        for (Task review : plan.reviews()) {
            String owner = review.getOwner().getReference();
            if (isAccepted(review) && (owner.equals(proposer) || speaker.is(owner))) {
                PlanTasks tasks = new PlanTasks(plan);
                tasks.set(tasks.activity(review, request, owner), TaskState.ACCEPTED);
                return;
            }
        }
    }

    private static boolean isAccepted(Task task) {
        return TaskState.ACCEPTED.code().equals(task.getStatus().toCode());
    }
}
