package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientCompartmentTest {
    private final FhirContext context = FhirContext.forR4Cached();
    private final SearchParameters parameters = new SearchParameters(context, ExposedTypes.NAMES, List.of());
    private final PatientCompartment compartment = new PatientCompartment(parameters);

    /** FHIR R4, CompartmentDefinition/patient; patient and subject are one index where both are the same element. */
    @ParameterizedTest
    @CsvSource({
        "AllergyIntolerance, 'patient,recorder,asserter'",
        "Appointment, actor",
        "CarePlan, 'patient,performer'",
        "CareTeam, 'patient,participant'",
        "Communication, 'subject,sender,recipient'",
        "CommunicationRequest, 'subject,sender,recipient,requester'",
        "Composition, 'subject,author,attester'",
        "Condition, 'patient,asserter'",
        "Coverage, 'policy-holder,subscriber,beneficiary,payor'",
        "DetectedIssue, patient",
        "DocumentReference, 'subject,author'",
        "ImagingStudy, patient",
        "MedicationAdministration, 'patient,performer'",
        "MedicationDispense, 'patient,receiver'",
        "MedicationRequest, subject",
        "Observation, 'subject,performer'",
        "Provenance, patient",
        "QuestionnaireResponse, 'subject,author'",
        "RelatedPerson, patient",
        "ServiceRequest, 'subject,performer'"
    })
    void aTypeBelongsToAPatientByTheParametersOfTheDefinition(String type, String codes) {
        List<Integer> expected = Arrays.stream(codes.split(","))
                .map(code -> parameters.find(type, code).orElseThrow().indexId())
                .distinct()
                .sorted()
                .toList();

        assertThat(compartment.indexes(type)).isEqualTo(expected);
    }

    @Test
    void whatIsNoPatientsOwnIsNotThere() {
        assertThat(compartment.types())
                .startsWith("Patient")
                .doesNotContain("Practitioner", "Organization", "Medication", "Group", "Task");
        assertThat(compartment.indexes("Patient")).isEmpty();
    }

    @Test
    void theSupportingTypesAreServed() {
        assertThat(ExposedTypes.NAMES).containsAll(PatientCompartment.SUPPORTING);
    }
}
