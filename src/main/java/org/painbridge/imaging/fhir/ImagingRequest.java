package org.painbridge.imaging.fhir;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $imaging-appropriateness} was asked.
 *
 * @param patient null when the caller sends none; then age is unknown
 * @param data conditions, observations, answers, devices, care, medicines, allergies and earlier studies are read; other
 *     types are passed over
 * @param evaluatedAt the moment to judge as of
 */
public record ImagingRequest(
        ServiceRequest order, @Nullable Patient patient, List<? extends Resource> data, OffsetDateTime evaluatedAt) {
    public ImagingRequest {
        data = List.copyOf(data);
    }

    /** The data, and what the order itself contains and names as reason or supporting information. */
    List<Resource> evidence() {
        Stream<Resource> contained = order.getContained().stream()
                .filter(resource -> Stream.of(order.getReasonReference(), order.getSupportingInfo())
                        .flatMap(List::stream)
                        .anyMatch(reference -> isReferenceTo(reference, resource)));
        return Stream.concat(contained, data.stream()).toList();
    }

    /** The security labels of the order and of what else a decision about it is made from. */
    public List<Coding> labels() {
        return Stream.concat(Stream.of(order), evidence().stream())
                .flatMap(resource -> resource.getMeta().getSecurity().stream())
                .toList();
    }

    /** A reference within the order, to a resource of the data, or by the full URL it had in its bundle. */
    static boolean isReferenceTo(Reference reference, Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (id == null || !reference.hasReference()) {
            return false;
        }
        String local = id.startsWith("#") ? id : "#" + id;
        return local.equals(reference.getReference())
                || id.equals(reference.getReference())
                || isSame(reference.getReferenceElement(), resource);
    }

    /** Of the same type and id, and not of two servers. */
    private static boolean isSame(IIdType address, Resource resource) {
        IIdType own = resource.getIdElement();
        boolean elsewhere = address.hasBaseUrl()
                && own.hasBaseUrl()
                && !address.getBaseUrl().equals(own.getBaseUrl());
        return !elsewhere
                && resource.fhirType().equals(address.getResourceType())
                && own.getIdPart().equals(address.getIdPart());
    }
}
