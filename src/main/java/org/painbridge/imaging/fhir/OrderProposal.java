package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Side;

/**
 * An alternative as a whole order, ready to be placed: the order as it was asked about, with the other procedure. What
 * belongs to the asked order or its procedure alone is left out: id, identifiers, narrative, rating, order details.
 */
final class OrderProposal {
    private static final String PROFILE = "https://painbridge.example/fhir/StructureDefinition/imaging-order";

    private final ServiceRequest order;
    private final Optional<Side> side;

    OrderProposal(ImagingDecision decision) {
        this.order = decision.order();
        this.side = decision.side();
    }

    /** Stands alone. It does not refer to the asked order, which goes when this one is placed instead. */
    ServiceRequest of(Procedure procedure) {
        ServiceRequest proposal = order.copy();
        proposal.setId((String) null);
        proposal.setMeta(meta());
        proposal.setText(null);
        proposal.setImplicitRules(null);
        proposal.getIdentifier().clear();
        proposal.setRequisition(null);
        proposal.getOrderDetail().clear();
        proposal.getReplaces().clear();
        proposal.getExtension().removeIf(OrderRating::isRating);
        proposal.setStatus(ServiceRequestStatus.DRAFT);
        proposal.setCode(concept(procedure));
        if (procedure.sided() && !proposal.hasBodySite()) {
            side.map(OrderProposal::site).ifPresent(proposal::addBodySite);
        }
        return proposal;
    }

    /** The code that told the side goes with the asked procedure. */
    private static CodeableConcept site(Side side) {
        return new CodeableConcept()
                .setText(side.display())
                .addCoding(new Coding(side.code().system(), side.code().code(), side.display()));
    }

    /**
     * To stand in another resource beside the asked order, on which it is based. The intent is {@code option}, as
     * RequestGroup demands of what it offers to choose from (R4, RequestGroup.action.resource).
     *
     * @param container takes over what the order contains, as contained resources contain none
     */
    ServiceRequest containedIn(DomainResource container, Procedure procedure) {
        ServiceRequest proposal = of(procedure);
        proposal.setIntent(ServiceRequestIntent.OPTION);
        asked().ifPresent(proposal::addBasedOn);
        for (Resource contained : proposal.getContained()) {
            if (container.getContained().stream().noneMatch(contained::equalsDeep)) {
                container.addContained(contained);
            }
        }
        proposal.setContained(List.of());
        return proposal;
    }

    /** Only a claim of our own profile can be kept: it says nothing of which procedure. */
    private Meta meta() {
        Meta meta = new Meta();
        if (order.getMeta().hasProfile(PROFILE)) {
            meta.addProfile(PROFILE);
        }
        return meta;
    }

    private Optional<Reference> asked() {
        Reference reference = new Reference();
        if (order.hasIdElement()) {
            reference.setReference("ServiceRequest/" + order.getIdElement().getIdPart());
        }
        if (order.hasIdentifier()) {
            reference.setIdentifier(order.getIdentifierFirstRep().copy());
        }
        return reference.isEmpty() ? Optional.empty() : Optional.of(reference);
    }

    private static CodeableConcept concept(Procedure procedure) {
        CodeableConcept concept = new CodeableConcept().setText(procedure.display());
        procedure
                .loinc()
                .ifPresent(code -> concept.addCoding().setSystem(code.system()).setCode(code.code()));
        concept.addCoding(new Coding(Procedure.SYSTEM, procedure.key(), procedure.display()));
        return concept;
    }
}
