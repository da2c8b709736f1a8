package org.painbridge.careplan.fhir;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/** What is said about a plan; nothing said is ever changed. */
record Comments(LivingPlan plan) {
    Communication say(Speaker speaker, String text) {
        Communication said = new Communication().setStatus(CommunicationStatus.COMPLETED);
        said.getMeta().getProfile().add(new CanonicalType(Definitions.PLAN_COMMENT.url()));
        said.setSubject(plan.plan().getSubject().copy());
        said.addBasedOn(new Reference(plan.reference())); // By which it is found: R4 has no search for about.
        said.addAbout(new Reference(plan.reference()));
        said.setSentElement(plan.desk().moments().write(plan.desk().now()));
        said.setSender(new Reference(speaker.author().toString()));
        listeners().stream()
                .filter(listener -> !speaker.is(listener))
                .forEach(listener -> said.addRecipient(new Reference(listener)));
        said.addPayload().setContent(new StringType(text));
        plan.create(said);
        return said;
    }

    /** The custodian, and those who were asked and have not refused. */
    private Set<String> listeners() {
        Set<String> listeners = new LinkedHashSet<>(Set.of(plan.custodian()));
        plan.reviews().stream()
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .map(Task::getOwner)
                .forEach(owner -> listeners.add(owner.getReference()));
        return listeners;
    }
}
