package org.painbridge.careplan.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Speaker;

/** What an activity may bring: a finding, a document, or the owner's own order. */
final class Outcomes {
    static final Set<String> TYPES = Set.of(
            "Observation",
            "QuestionnaireResponse",
            "DiagnosticReport",
            "DocumentReference",
            "Procedure",
            "ServiceRequest",
            "MedicationRequest");

    private Outcomes() {}

    /** Makes it new, and about nobody but the patient; an order is the speaker's own. */
    static void require(Resource outcome, String path, LivingPlan plan, Speaker speaker) {
        if (!TYPES.contains(outcome.fhirType())) {
            throw ExchangeParameters.invalid(
                    path,
                    "An outcome is one of "
                            + String.join(", ", TYPES.stream().sorted().toList()) + ".");
        }
        Base[] subject = outcome.getProperty("subject".hashCode(), "subject", false);
        boolean same = subject != null
                && subject.length == 1
                && subject[0] instanceof Reference reference
                && plan.patient().equals(reference.getReference());
        if (!same) {
            throw new ExchangeRefusal(
                    ExchangeReason.SUBJECT_DIFFERS, path + ".subject", "The outcome is about the patient of the plan.");
        }
        Intents.requireOwn(outcome, path, speaker);
        new SamePatient(plan).require(outcome, path, null);
        outcome.setIdElement(new IdType());
        outcome.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
    }
}
