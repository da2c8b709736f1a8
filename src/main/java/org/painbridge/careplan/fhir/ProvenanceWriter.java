package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Speaker;

/** Who changed what of a plan, when and why: one for all that an operation changes. */
public final class ProvenanceWriter {
    private static final String AGENT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private final Moments moments;

    /** @param zone whose offset the times show */
    public ProvenanceWriter(ZoneId zone) {
        this.moments = new Moments(zone);
    }

    /** @param resources that a push has brought, each in its first version */
    public Provenance pushed(List<Resource> resources, Speaker speaker, Instant now) {
        Provenance provenance = begin("push", now);
        resources.forEach(resource -> provenance.addTarget(new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart() + "/_history/1")));
        return by(speaker, provenance);
    }

    /**
     * Of a proposal that was accepted, the author first, then who decided.
     *
     * @param plan after an operation, before anything of it is stored
     */
    public Provenance write(String action, LivingPlan plan, Speaker speaker) {
        Provenance provenance = of(action, plan);
        plan.proposal().ifPresent(proposal -> {
            provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(plan.versioned(proposal));
            provenance
                    .addAgent()
                    .setType(agent("author", "Author"))
                    .setWho(proposal.getRequester().copy());
        });
        by(speaker, provenance);
        if (plan.proposal().isPresent()) {
            provenance.getAgent().getLast().setType(agent("verifier", "Verifier"));
        }
        return provenance;
    }

    /** What the clock has brought about: nobody has asked for it. */
    public Provenance ofClock(String action, LivingPlan plan) {
        Provenance provenance = of(action, plan);
        provenance
                .addAgent()
                .setWho(new Reference()
                        .setDisplay("The server, by the clock")
                        .setIdentifier(new Identifier()
                                .setSystem(Definitions.SERVER.url())
                                .setValue("clock")));
        return provenance;
    }

    /**
     * What follows from a write to a part of the plan itself.
     *
     * @param parts the versions that were written
     * @param speaker who wrote; where nobody is behind the request, the audit trail says what was
     */
    public Provenance ofWrite(LivingPlan plan, List<Reference> parts, Optional<Speaker> speaker) {
        Provenance provenance = of("update-progress", plan);
        parts.forEach(provenance::addTarget);
        if (speaker.isPresent()) {
            return by(speaker.get(), provenance);
        }
        provenance
                .addAgent()
                .setWho(new Reference()
                        .setDisplay("The server, after a write to an activity")
                        .setIdentifier(new Identifier()
                                .setSystem(Definitions.SERVER.url())
                                .setValue("write")));
        return provenance;
    }

    private Provenance of(String action, LivingPlan plan) {
        Provenance provenance = begin(action, plan.desk().now());
        plan.changed().forEach(resource -> provenance.addTarget(plan.versioned(resource)));
        plan.created().forEach(resource -> provenance.addTarget(plan.versioned(resource)));
        if (!plan.reason().isEmpty()) {
            provenance.addReason().setText(plan.reason());
        }
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

    private Provenance begin(String action, Instant now) {
        Provenance provenance = new Provenance();
        provenance.getMeta().getProfile().add(new CanonicalType(Definitions.PLAN_PROVENANCE.url()));
        provenance.setRecorded(Date.from(now));
        provenance.setOccurred(moments.write(now));
        provenance.setActivity(new CodeableConcept(
                new Coding().setSystem(Definitions.PLAN_ACTION.url()).setCode(action)));
        return provenance;
    }

    private static CodeableConcept agent(String code, String display) {
        return new CodeableConcept(new Coding(AGENT_TYPE, code, display));
    }

    private static Provenance by(Speaker speaker, Provenance provenance) {
        ProvenanceAgentComponent agent =
                provenance.addAgent().setWho(new Reference(speaker.author().toString()));
        speaker.organization().ifPresent(organization -> agent.setOnBehalfOf(new Reference(organization)));
        return provenance;
    }
}
