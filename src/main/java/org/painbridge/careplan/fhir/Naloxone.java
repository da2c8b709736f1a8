package org.painbridge.careplan.fhir;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.MedicineWords.Kind;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.clinical.fhir.PrescribedDoses;

/**
 * Knows naloxone among the activities of a plan: a medicine by code, product or words, and a kit as a service.
 *
 * @param codes of naloxone alone
 * @param names tells it by its words
 * @param doses tells it by the site's own products
 */
public record Naloxone(CodeSet codes, MedicineNames names, PrescribedDoses doses) {
    private static final String ACTIVITY_TYPE = "https://painbridge.example/fhir/CodeSystem/plan-activity-type";

    /** @param stored the resource that a reference of it leads to */
    boolean isIn(MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        return concepts(request, stored).anyMatch(this::hasCode)
                || doses.isAntagonist(request, stored)
                || concepts(request, stored).anyMatch(this::isCalled)
                        && doses.of(request, stored) instanceof PrescribedDose.NoOpioid;
    }

    boolean isIn(ServiceRequest request) {
        return !request.getDoNotPerform()
                && !Revocation.isOf(request)
                && Stream.concat(request.getCategory().stream(), Stream.of(request.getCode()))
                        .anyMatch(concept -> concept.hasCoding(ACTIVITY_TYPE, "naloxone-kit") || isCalled(concept));
    }

    private boolean hasCode(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .anyMatch(coding -> codes.contains(new Code(coding.getSystem(), coding.getCode())));
    }

    private boolean isCalled(CodeableConcept concept) {
        return names.of(concept).filter(Kind.NALOXONE::equals).isPresent();
    }

    private static Stream<CodeableConcept> concepts(
            MedicationRequest request, Function<Reference, Optional<Resource>> stored) {
        if (request.hasMedicationCodeableConcept()) {
            return Stream.of(request.getMedicationCodeableConcept());
        }
        Reference reference = request.hasMedicationReference() ? request.getMedicationReference() : new Reference();
        Optional<Resource> elsewhere =
                !reference.hasReference() || reference.getReference().startsWith("#")
                        ? Optional.empty()
                        : stored.apply(reference);
        return Stream.concat(request.getContained().stream(), elsewhere.stream())
                .filter(Medication.class::isInstance)
                .map(medication -> ((Medication) medication).getCode());
    }
}
