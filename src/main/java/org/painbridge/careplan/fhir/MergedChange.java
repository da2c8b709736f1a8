package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Merge;
import org.painbridge.careplan.PlanPart;
import org.painbridge.careplan.fhir.Elements.Value;
import org.painbridge.careplan.fhir.PlanChange.Action;

/** One change of a plan against what there is now. */
final class MergedChange {
    private static final Set<String> ACHIEVEMENT =
            Set.of("achievementStatus", "statusDate", "statusReason", "note", "outcomeCode", "outcomeReference");
    /** Nothing that anybody has agreed to; what is not listed is. */
    private static final Set<String> IMMATERIAL = Set.of(
            "achievementStatus",
            "statusDate",
            "statusReason",
            "note",
            "outcomeCode",
            "outcomeReference",
            "language",
            "title",
            "supportingInfo",
            "patientInstruction");

    private final LivingPlan plan;
    private final PlanChange change;
    private final @Nullable Resource current;
    private final Map<String, Value> proposed;
    private final Merge<Value> merge;
    private final Set<String> wanted = new TreeSet<>();

    MergedChange(LivingPlan plan, PlanChange change) {
        this.plan = plan;
        this.change = change;
        if (change.action() == Action.ADD) {
            this.current = null;
            this.proposed = Elements.of(change.wanted());
            this.merge = Merge.of(Map.of(), Map.of(), proposed);
            wanted.addAll(proposed.keySet());
            return;
        }
        Resource now = plan.part(change.target()).orElseThrow(() -> ChangeReader.gone(change.target()));
        Resource before = plan.version(change.target(), change.base());
        Map<String, Value> base = Elements.of(before);
        this.current = now;
        this.proposed = Elements.of(change.resource() == null ? revoked(before) : change.resource());
        this.merge = now instanceof MedicationRequest
                ? Merge.ofMedicine(base, Elements.of(now), proposed)
                : Merge.of(base, Elements.of(now), proposed);
        for (String element : proposed.keySet()) {
            note(element, base);
        }
        base.keySet().forEach(element -> note(element, base));
    }

    private void note(String element, Map<String, Value> base) {
        if (!Objects.equals(base.get(element), proposed.get(element))) {
            wanted.add(element);
        }
    }

    private static Resource revoked(Resource before) {
        Resource revoked = before.copy();
        Revocation.of(revoked);
        return revoked;
    }

    PlanChange change() {
        return change;
    }

    boolean isNothing() {
        return wanted.isEmpty();
    }

    boolean isMaterial() {
        return change.action() != Action.REPLACE
                || part() != PlanPart.TEAM && !IMMATERIAL.containsAll(wanted) && !isWording();
    }

    /** The words that describe a plan as a whole; those of a goal are what was agreed to. */
    private boolean isWording() {
        return part() == PlanPart.HEADER
                && Set.of("title", "description", "note").containsAll(wanted);
    }

    PlanPart part() {
        return switch (current) {
            case null -> PlanPart.HEADER;
            case Goal goal when ACHIEVEMENT.containsAll(wanted) -> PlanPart.ACHIEVEMENT;
            case Goal goal when plan.patient().equals(goal.getExpressedBy().getReference()) -> PlanPart.GOAL_OF_PATIENT;
            case Goal goal -> PlanPart.GOAL;
            case org.hl7.fhir.r4.model.CareTeam team -> PlanPart.TEAM;
            case org.hl7.fhir.r4.model.CarePlan itself -> PlanPart.HEADER;
            default -> PlanPart.ACTIVITY;
        };
    }

    /** Who decides on it: whoever set the goal or asks for the activity, else the custodian; for a patient, who reviews. */
    String owner() {
        Reference author = switch (current) {
            case Goal goal -> goal.getExpressedBy();
            case ServiceRequest request -> request.getRequester();
            case MedicationRequest request -> request.getRequester();
            case CommunicationRequest request -> request.getRequester();
            case null, default -> new Reference();
        };
        if (part() == PlanPart.GOAL_OF_PATIENT) {
            return plan.reviewer().orElse(plan.patient());
        }
        return author.hasReference() ? author.getReference() : plan.custodian();
    }

    List<Conflict> conflicts(String proposer) {
        List<Conflict> conflicts = new ArrayList<>();
        for (String element : merge.conflicts()) {
            Map<String, Value> now = Elements.of(Objects.requireNonNull(current));
            conflicts.add(new Conflict(
                    change.target(),
                    current.fhirType() + "." + element.replace("[x]", ""),
                    new Conflict.Side(
                            text(now.get(element)), new PlanVersions(plan).author(current, element, change.base())),
                    new Conflict.Side(text(proposed.get(element)), proposer)));
        }
        return conflicts;
    }

    private static String text(@Nullable Value value) {
        return value == null ? "" : value.text();
    }

    /** What there is to be; only where nothing is in conflict. */
    Resource result() {
        return current == null ? change.wanted().copy() : Elements.with(current, merge.merged());
    }
}
