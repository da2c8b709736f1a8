package org.painbridge.careplan.fhir;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * Holds what an operation writes to the patient of the plan: the server writes it with its own rights, and follows its references
 * later, so none of them may lead into the record of somebody else.
 */
record SamePatient(LivingPlan plan) {
    private static final String PATIENT = "Patient";

    /** Of no patient's record. */
    private static final Set<String> OF_NOBODY = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "HealthcareService",
            "Medication",
            "Questionnaire",
            "PlanDefinition",
            "ActivityDefinition");

    /**
     * @param path where it was sent
     * @param before what it replaces, whose references may stay; null for something new
     * @throws ExchangeRefusal if a reference leads to another patient, or to nothing of which that could be known
     */
    void require(Resource sent, String path, @Nullable Resource before) {
        Set<String> old = before == null
                ? Set.of()
                : PlacedReference.in(before, "").stream()
                        .map(placed -> LivingPlan.unversioned(placed.reference().getReference()))
                        .collect(Collectors.toSet());
        for (PlacedReference placed : PlacedReference.in(sent, path)) {
            Reference reference = placed.reference();
            boolean stays = placed.staysInside()
                    || reference.hasReference() && old.contains(LivingPlan.unversioned(reference.getReference()));
            if (!stays && !fits(reference)) {
                throw new ExchangeRefusal(
                        ExchangeReason.SUBJECT_DIFFERS,
                        placed.path(),
                        "The reference leads to nothing here that is about the patient of the plan.");
            }
        }
    }

    private boolean fits(Reference reference) {
        if (!reference.hasReference()) {
            return !PATIENT.equals(reference.getType()); // By identifier it could be anybody.
        }
        IIdType target = reference.getReferenceElement();
        String type = target.hasResourceType() ? target.getResourceType() : "";
        if (type.equals(PATIENT)) {
            return LivingPlan.unversioned(reference.getReference()).equals(plan.patient());
        }
        return type.isEmpty()
                || target.isAbsolute()
                || OF_NOBODY.contains(type)
                || plan.source()
                        .look(type + "/" + target.getIdPart())
                        .filter(this::isAbout)
                        .isPresent();
    }

    /** Whether it names no other patient. */
    boolean isAbout(Resource resource) {
        return PlacedReference.in(resource, "").stream()
                .map(PlacedReference::reference)
                .filter(reference ->
                        PATIENT.equals(reference.getReferenceElement().getResourceType()))
                .allMatch(reference ->
                        LivingPlan.unversioned(reference.getReference()).equals(plan.patient()));
    }
}
