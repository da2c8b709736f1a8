package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

class ReferenceRulesTest {
    private final ReferenceRules rules =
            new ReferenceRules(FhirContext.forR4Cached().getResourceTypes(), "https://own.example/fhir");
    private final Observation observation = new Observation();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/1",
                "Patient/1/_history/2",
                "https://own.example/fhir/Group/1",
                "https://other.example/fhir/Device/1",
                "https://other.example/people/1",
                "urn:uuid:0c5f9a2e-6f3a-4c8e-9f5d-2b1f3b7c1d11",
                "#absent",
            })
    void whatR4AllowsPasses(String reference) {
        observation.setSubject(new Reference(reference));

        assertThatCode(() -> rules.apply(observation)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Medication/1",
                "Medication/1/_history/2",
                "https://own.example/fhir/Medication/1",
                "https://other.example/fhir/Medication/1",
            })
    void aTargetOfAnotherTypeIsRefusedWithThePlaceAndTheTypesAllowed(String reference) {
        observation.setSubject(new Reference(reference));

        StoreProblem.Invalid problem = refusal();

        assertThat(problem.code()).isEqualTo(ErrorCode.WRONG_REFERENCE_TYPE);
        assertThat(problem.expression()).isEqualTo("Observation.subject");
        assertThat(problem).hasMessageContainingAll("Medication", "Device, Group, Location, Patient");
    }

    @Test
    void aContainedTargetOfAnotherTypeIsRefused() {
        Resource medication = new Medication().setId("m1");
        observation.addContained(medication);
        observation.addPerformer(new Reference("Practitioner/1")).addPerformer(new Reference("#m1"));

        assertThat(refusal().expression()).isEqualTo("Observation.performer[1]");
    }

    @Test
    void aReferenceByIdentifierIsHeldToItsType() {
        observation.setSubject(new Reference().setType("Medication"));

        assertThat(refusal().code()).isEqualTo(ErrorCode.WRONG_REFERENCE_TYPE);
    }

    @Test
    void aTypeThatContradictsTheReferenceIsRefused() {
        observation.setSubject(new Reference("Patient/1").setType("Group"));

        assertThat(refusal()).hasMessageContainingAll("Patient", "Group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"banana", "Pateint/1", "Patient?identifier=1", "/Patient/1", "Patient/"})
    void whatIsNoReferenceIsRefused(String reference) {
        observation.setSubject(new Reference(reference));

        assertThat(refusal().code()).isEqualTo(ErrorCode.INVALID_REFERENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://own.example/fhir/Patient/1, Patient/1",
        "https://own.example/fhir/Patient/1/_history/3, Patient/1/_history/3",
        "https://own.example/fhirserver/Patient/1, https://own.example/fhirserver/Patient/1",
        "https://other.example/fhir/Patient/1, https://other.example/fhir/Patient/1",
    })
    void onlyReferencesUnderTheOwnBaseBecomeRelative(String sent, String kept) {
        Patient patient = new Patient();
        patient.addLink().setOther(new Reference(sent));

        rules.apply(patient);

        assertThat(patient.getLinkFirstRep().getOther().getReference()).isEqualTo(kept);
    }

    private StoreProblem.Invalid refusal() {
        return catchThrowableOfType(StoreProblem.Invalid.class, () -> rules.apply(observation));
    }
}
