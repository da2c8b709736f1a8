package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PlanStatus;

/**
 * What a write by plain REST may change of a plan that was pushed, its tasks and its parts: nothing that an operation decides, so
 * that no state is left or entered behind the back of the other side (ADR 0021).
 */
public final class PlainWrite {
    /** Elements by which nobody decides anything; when somebody was asked and until when is for the clock. */
    private static final Set<String> FREE =
            Set.of("Task.note", "Task.priority", "Task.description", "Communication.received");

    /** Elements of the parts of a plan that nobody has agreed to. */
    private static final Set<String> FREE_OF_PARTS = Set.of(
            "note", "supportingInfo", "supportingInformation", "relevantHistory", "eventHistory", "detectedIssue");

    /** To which whoever asks for a part moves it at once: a medicine is stopped before all have agreed that it is. */
    private static final Map<String, Set<String>> ENDS = Map.of(
            "MedicationRequest", Set.of("on-hold", "stopped", "completed", "entered-in-error"),
            "ServiceRequest", Set.of("on-hold", "revoked", "completed", "entered-in-error"),
            "Appointment", Set.of("cancelled", "noshow", "fulfilled", "entered-in-error"));

    private static final Set<String> OF_AN_END = Set.of("status", "statusReason", "cancelationReason");

    private static final Set<PlanStatus> LIVING = Set.of(PlanStatus.DRAFT, PlanStatus.ACTIVE, PlanStatus.ON_HOLD);
    private static final List<String> TASK_CODES = List.of("review-care-plan", "plan-activity", "change-proposal");

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
        return isOfAPushedPlan(before) ? decided(before, after) : Optional.empty();
    }

    /** As {@link #refusal}, of what is known to be of a pushed plan whatever it says of itself. */
    public static Optional<ExchangeRefusal> decided(Resource before, @Nullable Resource after) {
        if (after == null) {
            return Optional.of(refusal(
                    "",
                    before.fhirType() + " belongs to a plan that was pushed, and stays: call it off with $withdraw."));
        }
        List<String> changed = changed(before, after, FREE);
        if (!(before instanceof CarePlan) && isOfAPushedPlan(before) && !isOfAPushedPlan(after)) {
            changed.add(before.fhirType() + ".meta.profile"); // By which the next write would be free.
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(refusal(
                        changed.getFirst(),
                        String.join(", ", changed)
                                + " of a plan that was pushed changes by the operations on it only, such as "
                                + operations(before)));
    }

    private static String operations(Resource resource) {
        return switch (resource) {
            case CarePlan plan -> "$propose-change, $hold or $withdraw.";
            case Task task -> "$acknowledge, $respond, $update-progress or $decide.";
            default -> "$comment; what was said, and who has changed what, stays as it was written.";
        };
    }

    /**
     * Why a part of a plan is not changed so; empty where it may be.
     *
     * @param before the version that it replaces, named by a plan that {@link #isLiving}
     * @param after null where the resource is deleted
     */
    public static Optional<ExchangeRefusal> ofPart(Resource before, @Nullable Resource after) {
        String type = before.fhirType();
        if (after == null) {
            return Optional.of(refusal(
                    "", type + " is part of a plan that was pushed, and stays: call it off with $propose-change."));
        }
        Set<String> free =
                FREE_OF_PARTS.stream().map(element -> type + "." + element).collect(Collectors.toSet());
        List<String> changed = changed(before, after, free);
        return changed.isEmpty() || isEnd(before, after, changed)
                ? Optional.empty()
                : Optional.of(refusal(
                        changed.getFirst(),
                        String.join(", ", changed)
                                + " of a part of a plan that was pushed changes, but for an end by status alone, by CarePlan/[id]/$propose-change only: what"
                                + " is the author's own changes at once, everything else is proposed to whose it is."));
    }

    private static boolean isEnd(Resource before, Resource after, List<String> changed) {
        String type = before.fhirType();
        Set<String> ends = ENDS.getOrDefault(type, Set.of());
        return changed.contains(type + ".status")
                && changed.stream().allMatch(path -> OF_AN_END.contains(path.substring(type.length() + 1)))
                && ends.contains(status(after))
                && (!ends.contains(status(before))
                        || status(before).equals("on-hold")
                        || status(after).equals("entered-in-error"));
    }

    /** To who ends what somebody else asks for. */
    public static ExchangeRefusal ofEndByAnother(Resource part) {
        return refusal(
                part.fhirType() + ".status",
                "Who asks for it, or somebody of the same organization, ends a part of a plan that was pushed so: decline it with"
                        + " $respond, tell with $update-progress that it is completed, or give it back, or send $propose-change.");
    }

    /** Author and custodian of a plan, {@code Type/id}, as far as they are named so. */
    public static Set<String> holders(CarePlan plan) {
        Extension custodian = plan.getExtensionByUrl(Definitions.CUSTODIAN.url());
        return Stream.of(plan.getAuthor(), custodian == null ? null : custodian.getValue())
                .filter(Reference.class::isInstance)
                .map(who -> ((Reference) who).getReference())
                .filter(Objects::nonNull)
                .map(LivingPlan::unversioned)
                .collect(Collectors.toSet());
    }

    /** Who asks for a part of a plan, {@code Type/id}; empty where it does not say. */
    public static Optional<String> requester(Resource part) {
        return Optional.ofNullable(Intents.requester(part).getReference()).map(LivingPlan::unversioned);
    }

    /** Whether the write changes the status of a part. */
    public static boolean changesStatus(Resource before, Resource after) {
        return !status(before).equals(status(after));
    }

    /** What the write says of why it ends a part; empty where it does not say. */
    public static String why(Resource part) {
        return switch (part) {
            case MedicationRequest medicine -> ExchangeParameters.words(medicine.getStatusReason());
            case Appointment visit -> ExchangeParameters.words(visit.getCancelationReason());
            default -> "";
        };
    }

    /** Whether the write calls an activity off, so that nobody is to carry it out any more. */
    public static boolean callsOff(Resource before, Resource after) {
        return Revocation.isOf(after) && !Revocation.isEnd(before);
    }

    static String status(Resource resource) {
        Property status = resource.getNamedProperty("status");
        return status == null || !status.hasValues()
                ? ""
                : String.valueOf(status.getValues().getFirst().primitiveValue());
    }

    /** Whether the plan was pushed, and has not ended: what it names is changed by its operations. */
    public static boolean isLiving(CarePlan plan) {
        return isOfAPushedPlan(plan)
                && LIVING.stream()
                        .anyMatch(status -> plan.getStatus() != null
                                && status.code().equals(plan.getStatus().toCode()));
    }

    /** Whether it says of a plan that it was pushed, and how far it is agreed. */
    public static boolean isPushed(Resource plan) {
        return plan instanceof CarePlan && isOfAPushedPlan(plan);
    }

    /** What the task is about, {@code Type/id}, where it is one by which a plan is reviewed, done or changed. */
    public static Optional<String> focusOfExchange(Resource resource) {
        return Optional.of(resource)
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .filter(PlainWrite::hasCode)
                .map(task -> LivingPlan.unversioned(task.getFocus().getReference()));
    }

    /** To a task that would give somebody a part in a plan that nobody has asked for one. */
    public static ExchangeRefusal ofNewTask() {
        return refusal(
                "Task.code",
                "Who is asked to review, to do or to change something of a plan that was pushed is asked by its operations,"
                        + " such as $respond, $propose-change or $hand-over.");
    }

    /** To words about a plan that nobody would stand behind but who writes them. */
    public static ExchangeRefusal ofNewComment(String element) {
        return refusal(
                element,
                "What is said of a plan that was pushed is said by CarePlan/[id]/$comment, in the name of who says it.");
    }

    /** The plans that it says something about, {@code Type/id}. */
    public static Set<String> plansOf(Resource said) {
        return said instanceof Communication communication
                ? Stream.of(communication.getBasedOn(), communication.getAbout())
                        .flatMap(List::stream)
                        .map(plan -> LivingPlan.unversioned(plan.getReference()))
                        .filter(plan -> plan.startsWith("CarePlan/"))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Whether it says of itself that it is a comment on a pushed plan. */
    public static boolean isComment(Resource resource) {
        return has(resource, Definitions.PLAN_COMMENT);
    }

    /** To a plan that says of itself how far it is agreed, or to who tells of its changes. */
    public static ExchangeRefusal ofNewPlan(String element) {
        return refusal(element, "This is the server's to say: hand a plan over with CarePlan/$push, without it.");
    }

    /** Whether it says who has changed a plan. */
    public static boolean tellsOfChanges(Resource resource) {
        return resource.fhirType().equals("Provenance") && has(resource, Definitions.PLAN_PROVENANCE);
    }

    private static List<String> changed(Resource before, Resource after, Set<String> free) {
        List<String> changed = new ArrayList<>(ElementChange.between(before, after).stream()
                .map(ElementChange::path)
                .filter(path -> !free.contains(path))
                .toList());
        if (!sameContained(before, after)) {
            changed.add(before.fhirType() + ".contained"); // What a proposal proposes, or a medicine.
        }
        return changed;
    }

    private static boolean hasCode(Task task) {
        return TASK_CODES.stream().anyMatch(code -> task.getCode().hasCoding(Definitions.TASK_CODE.url(), code));
    }

    private static boolean has(Resource resource, Definitions profile) {
        return resource.getMeta().getProfile().stream()
                .anyMatch(each -> profile.url().equals(each.getValue()));
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
            default -> isComment(resource) || tellsOfChanges(resource);
        };
    }

    private static ExchangeRefusal refusal(String expression, String fix) {
        return new ExchangeRefusal(ExchangeReason.WRONG_STATE, expression, fix);
    }
}
