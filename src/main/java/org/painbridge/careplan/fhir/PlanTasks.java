package org.painbridge.careplan.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskMove;
import org.painbridge.careplan.TaskState;

/** Opens the tasks of a plan and moves them on. */
record PlanTasks(LivingPlan plan) {
    /**
     * @param by what whoever moves it is to the task
     * @throws org.painbridge.careplan.ExchangeRefusal if they may not, or it does not lead on from where the task is
     */
    void move(Task task, TaskMove move, Set<Party> by) {
        set(task, TaskState.of(task.getStatus().toCode()).after(move, by));
    }

    void set(Task task, TaskState state) {
        task.setStatus(TaskStatus.fromCode(state.code()));
        touch(task);
    }

    void touch(Task task) {
        task.setLastModifiedElement(plan.desk().moments().write(plan.desk().now()));
        plan.change(task);
    }

    /** Whoever answers has it. */
    void receive(Task task, Set<Party> by) {
        if (task.getStatus() == TaskStatus.REQUESTED) {
            move(task, TaskMove.RECEIVE, by);
        }
    }

    void note(Task task, Speaker speaker, String text) {
        Type author = speaker.somebody()
                .<Type>map(Reference::new)
                .orElseGet(() -> new StringType(speaker.author().toString()));
        task.addNote(new Annotation(new MarkdownType(text))
                .setAuthor(author) // R4 lets no role write a note.
                .setTimeElement(plan.desk().moments().write(plan.desk().now())));
        touch(task);
    }

    /** Nobody is to carry the activity out any more. */
    void callOff(String request) {
        for (Task task : plan.activities()) {
            boolean about =
                    LivingPlan.unversioned(task.getFocus().getReference()).equals(request);
            if (about && TaskState.isOpen(task.getStatus().toCode())) {
                set(task, TaskState.CANCELLED);
                task.setStatusReason(new CodeableConcept().setText("The activity was called off"));
                plan.team().leave(String.valueOf(task.getOwner().getReference()));
            }
        }
    }

    /** A task for one activity; it begins as requested. */
    Task activity(Task review, String request, String owner) {
        Task task = open("plan-activity", "Carry out plan activity", Definitions.PLAN_ACTIVITY_TASK, TaskIntent.ORDER);
        task.setGroupIdentifier(review.getGroupIdentifier().copy());
        task.addPartOf(new Reference("Task/" + review.getIdElement().getIdPart()));
        task.addBasedOn(new Reference(plan.reference())); // By which who is asked has a part in the plan.
        task.setFocus(new Reference(request));
        task.setRequester(new Reference(plan.custodian()));
        task.setOwner(new Reference(owner));
        plan.create(task);
        return task;
    }

    /** A task that asks to decide on a change; it begins as requested. */
    Task proposal(Speaker by, String owner, String words) {
        Task task =
                open("change-proposal", "Decide change proposal", Definitions.PLAN_CHANGE_TASK, TaskIntent.PROPOSAL);
        task.setFocus(plan.versioned(plan.plan()));
        task.setDescription(words);
        task.setRequester(new Reference(by.author().toString()));
        task.setOwner(new Reference(owner));
        plan.create(task);
        return task;
    }

    /** The review again, of a plan that has changed in what was agreed to. */
    Task again(Task review, java.time.Instant due) {
        Task task = open("review-care-plan", "Review care plan", Definitions.PLAN_REVIEW_TASK, TaskIntent.ORDER);
        task.setGroupIdentifier(review.getGroupIdentifier().copy());
        task.setFocus(plan.versioned(plan.plan()));
        task.setRequester(new Reference(plan.custodian()));
        task.setOwner(review.getOwner().copy());
        task.getRestriction().getPeriod().setEndElement(plan.desk().moments().write(due));
        plan.create(task);
        return task;
    }

    private Task open(String code, String display, Definitions profile, TaskIntent intent) {
        Task task = new Task().setStatus(TaskStatus.REQUESTED).setIntent(intent);
        task.getMeta().getProfile().add(new CanonicalType(profile.url()));
        task.setCode(new CodeableConcept(new Coding(Definitions.TASK_CODE.url(), code, display)));
        task.setFor(plan.plan().getSubject().copy());
        task.setAuthoredOnElement(plan.desk().moments().write(plan.desk().now()));
        task.setLastModifiedElement(plan.desk().moments().write(plan.desk().now()));
        return task;
    }
}
