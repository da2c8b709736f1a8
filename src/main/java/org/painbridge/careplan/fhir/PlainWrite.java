package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/**
 * What a write by plain REST may change of a plan that was pushed and of its tasks: nothing that an operation decides, so that no
 * state is left or entered behind the back of the other side (ADR 0021).
 */
public final class PlainWrite {
    /** Elements of a task by which nobody decides anything. */
    private static final Set<String> FREE = Set.of(
            "Task.note", "Task.output", "Task.restriction", "Task.authoredOn", "Task.priority", "Task.description");

    private static final Set<String> TASKS = Set.of(
            Definitions.PLAN_REVIEW_TASK.url(),
            Definitions.PLAN_ACTIVITY_TASK.url(),
            Definitions.PLAN_CHANGE_TASK.url());

    private PlainWrite() {}

    /**
     * Why it is refused; empty where it is not.
     *
     * @param before the version that it replaces
     * @param after null where the resource is deleted
     */
    public static Optional<ExchangeRefusal> refusal(Resource before, @Nullable Resource after) {
        if (!isOfAPushedPlan(before)) {
            return Optional.empty();
        }
        if (after == null) {
            return Optional.of(refusal(
                    "",
                    before.fhirType() + " belongs to a plan that was pushed, and stays: call it off with $withdraw."));
        }
        List<String> changed = new ArrayList<>(ElementChange.between(before, after).stream()
                .map(ElementChange::path)
                .filter(path -> !FREE.contains(path))
                .toList());
        if (!sameContained(before, after)) {
            changed.add(before.fhirType() + ".contained"); // What a proposal proposes.
        }
        if (before instanceof Task && !isOfAPushedPlan(after)) {
            changed.add("Task.meta.profile"); // By which the next write would be free.
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(refusal(
                        changed.getFirst(),
                        String.join(", ", changed)
                                + " of a plan that was pushed changes by the operations on it only, such as "
                                + (before instanceof CarePlan
                                        ? "$propose-change, $hold or $withdraw."
                                        : "$acknowledge, $respond, $update-progress or $decide.")));
    }

    private static boolean sameContained(Resource before, Resource after) {
        return before instanceof DomainResource old
                && after instanceof DomainResource now
                && Base.compareDeep(old.getContained(), now.getContained(), true);
    }

    private static boolean isOfAPushedPlan(Resource resource) {
        return switch (resource) {
            case CarePlan plan -> plan.hasExtension(Definitions.PLAN_AGREEMENT.url());
            case Task task ->
                task.getMeta().getProfile().stream().anyMatch(profile -> TASKS.contains(profile.getValue()));
            default -> false;
        };
    }

    private static ExchangeRefusal refusal(String expression, String fix) {
        return new ExchangeRefusal(ExchangeReason.WRONG_STATE, expression, fix);
    }
}
