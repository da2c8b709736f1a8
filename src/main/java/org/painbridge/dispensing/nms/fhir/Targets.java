package org.painbridge.dispensing.nms.fhir;

import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Where the references of a dispense lead: into it, or to what is stored. */
record Targets(MedicationDispense dispense, Function<Reference, Optional<Resource>> stored) {

    <T extends Resource> Optional<T> find(Reference reference, Class<T> type) {
        if (!reference.hasReference()) {
            return Optional.empty();
        }
        boolean within = reference.getReference().startsWith("#");
        return (within ? contained(reference.getReference()) : stored.apply(reference))
                .filter(type::isInstance)
                .map(type::cast);
    }

    private Optional<Resource> contained(String reference) {
        return dispense.getContained().stream()
                .filter(resource -> local(resource.getId()).equals(local(reference)))
                .findFirst();
    }

    private static String local(String id) {
        return String.valueOf(id).startsWith("#") ? id.substring(1) : String.valueOf(id);
    }
}
