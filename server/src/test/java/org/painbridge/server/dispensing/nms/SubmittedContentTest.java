package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.painbridge.server.dispensing.Sha256;

class SubmittedContentTest {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    @Test
    void theSameContentIsRecognisedWhateverAServerSaidAboutIt() {
        SubmittedContent content = content(dispense(28));
        MedicationDispense again = dispense(28);
        again.setId("MedicationDispense/1/_history/2");
        again.getMeta().setVersionId("2");

        assertThat(content(again).hadHash(content.keptHash())).isTrue();
        assertThat(content(dispense(29)).hadHash(content.keptHash())).isFalse();
    }

    @Test
    void whatAnEarlierBuildKeptIsStillRecognised() {
        String text = CONTEXT.newJsonParser().encodeResourceToString(dispense(28));

        assertThat(content(dispense(28)).hadHash(Sha256.hex(text))).isTrue();
    }

    private static SubmittedContent content(MedicationDispense dispense) {
        return SubmittedContent.of(dispense, CONTEXT);
    }

    private static MedicationDispense dispense(int tablets) {
        MedicationDispense dispense = new MedicationDispense().setStatus(MedicationDispenseStatus.COMPLETED);
        Patient patient = new Patient();
        patient.setId("pat");
        dispense.addContained(patient);
        dispense.getSubject().setReference("#pat");
        return dispense.setQuantity(new Quantity(tablets));
    }
}
