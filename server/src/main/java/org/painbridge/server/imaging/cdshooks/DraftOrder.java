package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * An order about to be placed.
 *
 * @param sent as it came: it goes back whole, with what we add
 */
record DraftOrder(ObjectNode sent, ServiceRequest order) {
    boolean hasId() {
        return order.getIdElement().hasIdPart();
    }

    /** {@code ServiceRequest/id}; without an id its type alone. */
    String reference() {
        return hasId() ? "ServiceRequest/" + order.getIdElement().getIdPart() : "ServiceRequest";
    }
}
