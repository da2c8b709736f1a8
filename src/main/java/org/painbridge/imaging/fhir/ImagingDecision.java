package org.painbridge.imaging.fhir;

import java.time.OffsetDateTime;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.ImagingVerdict;

/**
 * A verdict on an order as it was sent.
 *
 * @param id UUID made from order, facts, moment and rules: the same question has the same id
 */
public record ImagingDecision(String id, ServiceRequest order, ImagingVerdict verdict, OffsetDateTime evaluatedAt) {
    /** As CDS Hooks and PAMA name a consultation. */
    public String uri() {
        return "urn:uuid:" + id;
    }
}
