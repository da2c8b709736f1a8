package org.painbridge.careplan.fhir;

import java.util.Date;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Speaker;

/** Who changed what of a plan, when and why: one for all that an operation changes. */
public final class ProvenanceWriter {
    /** @param plan after an operation, before anything of it is stored */
    public Provenance write(String action, LivingPlan plan, Speaker speaker) {
        Provenance provenance = new Provenance();
        provenance.getMeta().getProfile().add(new CanonicalType(Definitions.PLAN_PROVENANCE.url()));
        plan.changed().forEach(resource -> provenance.addTarget(plan.versioned(resource)));
        plan.created().forEach(resource -> provenance.addTarget(plan.versioned(resource)));
        provenance.setRecorded(Date.from(plan.desk().now()));
        provenance.setOccurred(plan.desk().moments().write(plan.desk().now()));
        provenance.setActivity(new CodeableConcept(
                new Coding().setSystem(Definitions.PLAN_ACTION.url()).setCode(action)));
        if (!plan.reason().isEmpty()) {
            provenance.addReason().setText(plan.reason());
        }
        ProvenanceAgentComponent agent =
                provenance.addAgent().setWho(new Reference(speaker.author().toString()));
        speaker.organization().ifPresent(organization -> agent.setOnBehalfOf(new Reference(organization)));
        for (Resource resource : plan.changed()) {
            provenance
                    .addEntity()
                    .setRole(ProvenanceEntityRole.REVISION)
                    .setWhat(new Reference(resource.fhirType() + "/"
                            + resource.getIdElement().getIdPart() + "/_history/"
                            + resource.getMeta().getVersionId()));
        }
        return provenance;
    }
}
