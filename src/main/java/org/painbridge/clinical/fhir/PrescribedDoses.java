package org.painbridge.clinical.fhir;

import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.PrescribedDose;

/** Knows products and factors: asked by whoever has a prescription and is not to know them itself. */
@FunctionalInterface
public interface PrescribedDoses {
    /** @param stored the resource that a reference of the prescription leads to; never asked for contained ones */
    PrescribedDose of(MedicationRequest request, Function<Reference, Optional<Resource>> stored);

    /** What the product is called; empty where it is not known. */
    default Optional<String> product(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return Optional.empty();
    }

    /** Whether it is a product with an opioid antagonist alone; false where the product is not known. */
    default boolean isAntagonist(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return false;
    }
}
