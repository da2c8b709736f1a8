package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.Finding;

/** Which data were recorded for an order: what it names as reason or supporting information, and what is based on it. */
final class OrderLinks {
    private final ServiceRequest order;

    OrderLinks(ServiceRequest order) {
        this.order = order;
    }

    Finding.Purpose purpose(Resource resource) {
        if (isNamed(resource)) {
            return Finding.Purpose.THIS_ORDER;
        }
        List<Reference> requests = basedOn(resource).stream()
                .filter(reference -> ServiceRequest.class
                        .getSimpleName()
                        .equals(reference.getReferenceElement().getResourceType()))
                .toList();
        // An order without an id cannot be told from another.
        if (requests.isEmpty() || !order.getIdElement().hasIdPart()) {
            return Finding.Purpose.UNSAID;
        }
        return requests.stream().anyMatch(this::isThisOrItsForerunner)
                ? Finding.Purpose.THIS_ORDER
                : Finding.Purpose.ANOTHER_ORDER;
    }

    private boolean isNamed(Resource resource) {
        return Stream.concat(order.getReasonReference().stream(), order.getSupportingInfo().stream())
                .anyMatch(reference -> ImagingRequest.isReferenceTo(reference, resource));
    }

    private static List<Reference> basedOn(Resource resource) {
        return switch (resource) {
            case QuestionnaireResponse answers -> answers.getBasedOn();
            case Observation observation -> observation.getBasedOn();
            default -> List.of();
        };
    }

    private boolean isThisOrItsForerunner(Reference reference) {
        return ImagingRequest.isReferenceTo(reference, order)
                || Stream.concat(order.getReplaces().stream(), order.getBasedOn().stream())
                        .anyMatch(other -> reference.getReference().equals(other.getReference()));
    }
}
