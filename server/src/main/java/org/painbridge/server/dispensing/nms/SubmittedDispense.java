package org.painbridge.server.dispensing.nms;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.clinical.fhir.PlacedReference;

/** A dispense as it is stored: about the stored patient instead of the one that it contains. */
final class SubmittedDispense {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private SubmittedDispense() {}

    static MedicationDispense of(MedicationDispense sent, String patientId) {
        MedicationDispense dispense = sent.copy();
        dispense.setIdElement(null);
        String subject = String.valueOf(sent.getSubject().getReference());
        if (!subject.startsWith("#")) {
            return dispense;
        }
        Reference stored = new Reference("Patient/" + patientId);
        dispense.getContained().removeIf(resource -> resource instanceof Patient && isIt(resource.getId(), subject));
        PlacedReference.in(dispense, "MedicationDispense").stream()
                .map(PlacedReference::reference)
                .filter(reference -> subject.equals(reference.getReference()))
                .forEach(reference ->
                        reference.setReference(stored.getReference()).setResource(null));
        return dispense;
    }

    /** Says of the patient that nothing tells who it is; the rules heed that. */
    static void withoutIdentity(MedicationDispense dispense) {
        dispense.getSubject()
                .getIdentifier()
                .getValueElement()
                .addExtension(new Extension(ABSENT, new CodeType("unknown")));
    }

    private static boolean isIt(String id, String reference) {
        return ("#" + id).equals(reference) || id.equals(reference);
    }
}
