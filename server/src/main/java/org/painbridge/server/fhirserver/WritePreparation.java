package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.Resource;

/** Changes what a client wants to be stored before it is looked at: what must never be stored as it was sent. */
@FunctionalInterface
public interface WritePreparation {
    /** @throws RequestProblem if it cannot be made fit to be stored */
    void prepare(Resource resource);
}
