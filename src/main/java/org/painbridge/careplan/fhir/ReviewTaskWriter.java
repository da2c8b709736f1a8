package org.painbridge.careplan.fhir;

import java.time.Instant;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.ReviewTask;

/**
 * Writes the tasks of one push by the profile plan-review-task.
 *
 * @param plan versioned address of the plan under review
 */
record ReviewTaskWriter(Accepted accepted, BusinessIdentifier pushIdentifier, String plan, Moments moments) {
    Task write(ReviewTask review, String id, Instant authoredOn) {
        Task task = new Task();
        task.setId("Task/" + id);
        task.getMeta().getProfile().add(new CanonicalType(Definitions.PLAN_REVIEW_TASK.url()));
        task.setGroupIdentifier(
                new Identifier().setSystem(pushIdentifier.system()).setValue(pushIdentifier.value()));
        task.setStatus(TaskStatus.fromCode(review.state().code()));
        task.setIntent(TaskIntent.ORDER);
        task.setCode(
                new CodeableConcept(new Coding(Definitions.TASK_CODE.url(), "review-care-plan", "Review care plan")));
        task.setFocus(new Reference(plan));
        task.setFor(new Reference("Patient/" + accepted.patient().id()));
        task.setAuthoredOnElement(moments.write(authoredOn));
        task.setLastModifiedElement(moments.write(authoredOn));
        task.setRequester(new Reference(accepted.author().toString()));
        task.setOwner(new Reference(review.owner().toString()));
        task.getRestriction().getPeriod().setEndElement(moments.write(review.due()));
        return task;
    }
}
