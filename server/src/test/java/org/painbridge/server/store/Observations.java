package org.painbridge.server.store;

import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;

/** Observations with the elements FHIR demands; a test adds what it is about. */
final class Observations {
    private Observations() {}

    static Observation any() {
        Observation observation = new Observation();
        observation.setStatus(ObservationStatus.FINAL);
        observation.getCode().setText("Pain severity, made up for a test");
        return observation;
    }

    static Observation of(String subject) {
        return any().setSubject(new Reference(subject));
    }
}
