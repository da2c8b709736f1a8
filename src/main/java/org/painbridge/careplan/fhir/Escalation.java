package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.Overdue;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaskState;

/** A review that is overdue: its business status says so, and a task asks somebody else to see to it. */
public record Escalation(LivingPlan plan, Deadlines deadlines) {
    public static final String CODE = "overdue-review";

    /**
     * Of a review task that may be overdue.
     *
     * @return whether anything was told that was not told before
     */
    public boolean run(String review) {
        Optional<Task> found = plan.reviews().stream()
                .filter(task -> review.equals("Task/" + task.getIdElement().getIdPart()))
                .findFirst();
        return found.isPresent() && run(found.get());
    }

    private boolean run(Task review) {
        Instant now = plan.desk().now();
        Moments moments = plan.desk().moments();
        Instant asked = moments.start(review.getAuthoredOnElement());
        Instant due = moments.end(review.getRestriction().getPeriod().getEndElement());
        Optional<Overdue> overdue = TaskState.find(review.getStatus().toCode())
                .flatMap(state -> Overdue.of(
                        state,
                        asked == null ? now : asked,
                        deadlines
                                .of(new Addressees(plan::part).of(owner(review)))
                                .acknowledge(),
                        due == null ? Instant.MAX : due,
                        now));
        if (overdue.isEmpty() || isTold(review, overdue.get())) {
            return false;
        }
        tell(review, overdue.get());
        return true;
    }

    /** A late answer was told of, so a late acknowledgement is no news. */
    private static boolean isTold(Task review, Overdue overdue) {
        return review.getBusinessStatus().hasCoding(Definitions.TASK_BUSINESS_STATUS.url(), overdue.code())
                || review.getBusinessStatus()
                        .hasCoding(Definitions.TASK_BUSINESS_STATUS.url(), Overdue.OVERDUE_RESPONSE.code());
    }

    private void tell(Task review, Overdue overdue) {
        String words = overdue == Overdue.OVERDUE_ACK
                ? "Nobody has acknowledged the care plan in time"
                : "Nobody has answered the care plan in time";
        review.setBusinessStatus(new CodeableConcept(
                new Coding().setSystem(Definitions.TASK_BUSINESS_STATUS.url()).setCode(overdue.code())));
        new PlanTasks(plan).touch(review);
        plan.because(words);
        List<Task> open = open(plan, review);
        if (open.isEmpty()) {
            plan.create(task(review, words));
        }
        open.forEach(task -> {
            task.setDescription(words); // Who sees to it learns that more is late now.
            new PlanTasks(plan).touch(task);
        });
    }

    private Task task(Task review, String words) {
        Task task = new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
        task.setCode(new CodeableConcept(new Coding(Definitions.TASK_CODE.url(), CODE, "See to an overdue review")));
        task.setDescription(words);
        task.setFocus(new Reference("Task/" + review.getIdElement().getIdPart()));
        task.setFor(plan.plan().getSubject().copy());
        task.setAuthoredOnElement(plan.desk().moments().write(plan.desk().now()));
        task.setLastModifiedElement(plan.desk().moments().write(plan.desk().now()));
        task.setRequester(new Reference(plan.custodian()));
        task.setOwner(new Reference(organization(review)));
        return task;
    }

    /** Of whoever was asked; else the custodian sees to it. */
    private String organization(Task review) {
        return new Addressees(plan::part)
                .of(owner(review))
                .organization()
                .map(StoredRef::toString)
                .orElseGet(plan::custodian);
    }

    private static String owner(Task review) {
        return LivingPlan.unversioned(review.getOwner().getReference());
    }

    /** Nothing is left to see to where the review was answered or called off. */
    static void end(LivingPlan plan, Task review) {
        PlanTasks tasks = new PlanTasks(plan);
        about(plan, review)
                .filter(task -> has(task, CODE) || has(task, PaperTask.CODE))
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .forEach(task -> tasks.set(task, TaskState.CANCELLED));
    }

    /** It was acknowledged, though late: whether it is answered in time is another matter. */
    static void acknowledged(LivingPlan plan, Task review) {
        if (review.getBusinessStatus().hasCoding(Definitions.TASK_BUSINESS_STATUS.url(), Overdue.OVERDUE_ACK.code())) {
            review.setBusinessStatus(null);
            PlanTasks tasks = new PlanTasks(plan);
            open(plan, review).forEach(task -> tasks.set(task, TaskState.CANCELLED));
        }
    }

    private static Stream<Task> about(LivingPlan plan, Task review) {
        return plan.about(Set.of("Task/" + review.getIdElement().getIdPart())).stream();
    }

    private static boolean has(Task task, String code) {
        return task.getCode().hasCoding(Definitions.TASK_CODE.url(), code);
    }

    private static List<Task> open(LivingPlan plan, Task review) {
        return about(plan, review)
                .filter(task -> has(task, CODE))
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .toList();
    }
}
