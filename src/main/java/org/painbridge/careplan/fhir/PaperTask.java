package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.TaskState;

/**
 * Asks the sender's organization to send a plan on paper, where no system reaches the recipient. The document that it names is
 * printed when it is fetched, with the rights of whoever fetches it (ADR 0021).
 */
final class PaperTask {
    static final String CODE = "send-on-paper";
    private static final String LOINC = "http://loinc.org";
    /** Pain medicine Plan of care note. */
    private static final String PLAN_NOTE = "80764-4";

    private PaperTask() {}

    /**
     * The task and its document.
     *
     * @param review whose owner is not reached
     * @param owner the sender's organization
     */
    static List<Resource> write(Task review, String owner, StoredIds ids, Instant now, Moments moments) {
        String plan = LivingPlan.unversioned(review.getFocus().getReference());
        DocumentReference document = document(review, plan, now);
        document.setId("DocumentReference/" + ids.next("DocumentReference"));
        Task task = new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
        task.setId("Task/" + ids.next("Task"));
        task.setGroupIdentifier(review.getGroupIdentifier().copy());
        task.setCode(new CodeableConcept(new Coding(Definitions.TASK_CODE.url(), CODE, "Send care plan on paper")));
        task.setDescription("No system reaches the recipient of this care plan: send it on paper.");
        task.setFocus(new Reference(review.getId()));
        task.setFor(review.getFor().copy());
        task.setAuthoredOnElement(moments.write(now));
        task.setLastModifiedElement(moments.write(now));
        task.setRequester(review.getRequester().copy());
        task.setOwner(new Reference(owner));
        task.getRestriction()
                .addRecipient(review.getOwner().copy())
                .setPeriod(review.getRestriction().getPeriod().copy());
        task.addInput().setType(new CodeableConcept().setText("document")).setValue(new Reference(document.getId()));
        return List.of(document, task);
    }

    private static DocumentReference document(Task review, String plan, Instant now) {
        DocumentReference document = new DocumentReference();
        document.setStatus(DocumentReferenceStatus.CURRENT);
        document.setType(
                new CodeableConcept(new Coding().setSystem(LOINC).setCode(PLAN_NOTE)).setText("Pain care plan"));
        document.setSubject(review.getFor().copy());
        document.setDate(Date.from(now));
        document.addAuthor(review.getRequester().copy());
        document.addContent()
                .setAttachment(new Attachment()
                        .setContentType("application/pdf")
                        .setUrl(plan + "/$render?format=pdf")
                        .setTitle("Pain care plan"));
        document.setContext(new DocumentReferenceContextComponent().addRelated(new Reference(plan)));
        return document;
    }

    /** Nothing has to be sent where the plan has arrived, was answered or called off. */
    static void end(LivingPlan plan, Task review) {
        PlanTasks tasks = new PlanTasks(plan);
        plan.about(Set.of("Task/" + review.getIdElement().getIdPart())).stream()
                .filter(task -> task.getCode().hasCoding(Definitions.TASK_CODE.url(), CODE))
                .filter(task -> task.getStatus() == TaskStatus.REQUESTED)
                .forEach(task -> tasks.set(task, TaskState.CANCELLED));
    }
}
