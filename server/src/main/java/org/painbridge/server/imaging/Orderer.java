package org.painbridge.server.imaging;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.fhir.ImagingRequest;

/**
 * Who ordered, for reports.
 *
 * @param organization logical id; null where the order does not tell
 * @param practitioner logical id; null where the order does not tell
 */
record Orderer(@Nullable String organization, @Nullable String practitioner) {
    private static final int LONGEST = 64;

    /** The requester, and what the order or the data say of the role that is named as requester. */
    static Orderer of(ImagingRequest request) {
        Reference requester = request.order().getRequester();
        return role(requester, request)
                .map(role -> new Orderer(
                        id(role.getOrganization(), "Organization"), id(role.getPractitioner(), "Practitioner")))
                .orElseGet(() -> new Orderer(id(requester, "Organization"), id(requester, "Practitioner")));
    }

    private static Optional<PractitionerRole> role(Reference requester, ImagingRequest request) {
        String wanted = new IdType(requester.getReference()).getIdPart();
        List<Resource> contained = request.order().getContained();
        return Stream.concat(contained.stream(), request.data().stream())
                .filter(PractitionerRole.class::isInstance)
                .map(PractitionerRole.class::cast)
                .filter(role -> wanted != null
                        && role.hasIdElement()
                        && wanted.replace("#", "")
                                .equals(role.getIdElement().getIdPart().replace("#", "")))
                .findFirst();
    }

    private static @Nullable String id(Reference reference, String type) {
        IdType id = new IdType(reference.getReference());
        boolean fits = type.equals(id.getResourceType()) && id.hasIdPart();
        return fits && id.getIdPart().length() <= LONGEST ? id.getIdPart() : null;
    }
}
