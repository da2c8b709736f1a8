package org.painbridge.server.imaging;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Type;

/** The in-parameters of {@code $apply}: subject, and data with the draft order in it. */
final class ApplyRequest {
    private static final Set<String> NAMES = Set.of("subject", "data", "language");

    private final ImagingParameters parameters;

    ApplyRequest(Parameters sent) {
        this.parameters = new ImagingParameters(sent, NAMES);
    }

    /** The draft orders of the data; at least one. */
    List<ServiceRequest> orders() {
        List<ServiceRequest> drafts = data().stream()
                .filter(ServiceRequest.class::isInstance)
                .map(ServiceRequest.class::cast)
                .filter(order -> order.getStatus() == ServiceRequestStatus.DRAFT)
                .toList();
        if (drafts.isEmpty()) {
            throw ImagingParameters.problem("data", "data holds the order to judge: a ServiceRequest of status draft");
        }
        drafts.forEach(this::requireSubject);
        return drafts;
    }

    /** The same question, put to {@code $imaging-appropriateness}; nothing is kept of it. */
    Parameters question(ServiceRequest order) {
        Parameters question = new Parameters();
        question.addParameter().setName("order").setResource(order);
        data().stream()
                .filter(Patient.class::isInstance)
                .findFirst()
                .ifPresent(patient -> question.addParameter().setName("patient").setResource(patient));
        question.addParameter().setName("data").setResource(parameters.required("data", Bundle.class));
        question.addParameter("mode", new CodeType(Mode.SIMULATE.code()));
        parameters.optional("language", CodeType.class).ifPresent(code -> question.addParameter("language", code));
        return question;
    }

    private List<Resource> data() {
        return parameters.required("data", Bundle.class).getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(resource -> resource != null)
                .toList();
    }

    private void requireSubject(ServiceRequest order) {
        String subject = switch (parameters.required("subject", Type.class)) {
            case Reference reference -> String.valueOf(reference.getReference());
            case PrimitiveType<?> name -> String.valueOf(name.getValueAsString());
            default -> "";
        };
        String ordered = order.getSubject().getReferenceElement().getIdPart();
        if (ordered == null || !ordered.equals(new IdType(subject).getIdPart())) {
            throw ImagingParameters.problem("subject", "subject is the patient of the draft order");
        }
    }
}
