package org.painbridge.dispensing.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DispensedDrug;
import org.painbridge.dispensing.IdentifierSystems;

/** Finds the product: by DIN in either spelling of its system, in the dispense or prescription or in the Medication it points to. */
final class DrugReader {
    private static final String MONITORED_INDICATOR =
            "http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-monitored-drug-indicator";

    private final IdentifierSystems systems;
    private final References references;

    DrugReader(IdentifierSystems systems, References references) {
        this.systems = systems;
        this.references = references;
    }

    DispensedDrug drug(MedicationDispense dispense) {
        return drug(dispense.getMedication());
    }

    DispensedDrug drug(MedicationRequest request) {
        return drug(request.getMedication());
    }

    private DispensedDrug drug(@Nullable Type medication) {
        if (medication instanceof CodeableConcept concept) {
            return new DispensedDrug(din(concept), Optional.empty());
        }
        return Optional.ofNullable(medication)
                .filter(Reference.class::isInstance)
                .flatMap(reference -> references.follow((Reference) reference, Medication.class))
                .map(found -> new DispensedDrug(din(found.getCode()), monitored(found)))
                .orElseGet(DispensedDrug::unknown);
    }

    /** What the prescribed medicine is called, as it stands in the request or the Medication. */
    Optional<CodeableConcept> named(MedicationRequest request) {
        return request.getMedication() instanceof Reference reference
                ? references.follow(reference, Medication.class).map(Medication::getCode)
                : Optional.ofNullable((CodeableConcept) request.getMedication());
    }

    /** The DIN; none if the codings name two different ones. */
    private Optional<Din> din(CodeableConcept concept) {
        List<Din> dins = dins(concept);
        return dins.size() == 1 ? Optional.of(dins.getFirst()) : Optional.empty();
    }

    /** All that the codings name. */
    List<Din> dins(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.getSystem() != null && coding.getCode() != null)
                .filter(coding -> systems.is("din", coding.getSystem()) && Din.isDin(coding.getCode()))
                .map(coding -> new Din(coding.getCode()))
                .distinct()
                .toList();
    }

    private static Optional<Boolean> monitored(Medication medication) {
        Extension flag = medication.getExtensionByUrl(MONITORED_INDICATOR);
        return flag != null && flag.getValue() instanceof BooleanType value && value.hasValue()
                ? Optional.of(value.booleanValue())
                : Optional.empty();
    }
}
