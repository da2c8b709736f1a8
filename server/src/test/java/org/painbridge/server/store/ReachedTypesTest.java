package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachedTypesTest {
    private static final Set<String> OPEN = Set.of("MedicationDispense", "Organization", "Practitioner", "Observation");

    private final ReachedTypes reached =
            new ReachedTypes(new SearchParameters(FhirContext.forR4Cached(), ExposedTypes.NAMES, List.of()));

    @ParameterizedTest
    @CsvSource({
        "MedicationDispense, patient.name, Ruth, Patient",
        "MedicationDispense, subject:Patient.name, Ruth, Patient",
        "MedicationDispense, prescription.requester.name, x, MedicationRequest",
        "MedicationDispense, performer:Patient.name, x, Patient",
        "Organization, _has:Patient:organization:name, x, Patient",
        "Organization, _has:MedicationDispense:performer:patient.name, x, Patient",
        "Organization, _has:Observation:performer:_has:Task:focus:status, x, Task",
        "Practitioner, _revinclude, Task:owner, Task",
        "Practitioner, _revinclude:iterate, Task:*, Task",
        "MedicationDispense, _include, MedicationDispense:patient, Patient",
        "MedicationDispense, _include:iterate, MedicationRequest:requester, MedicationRequest",
        "MedicationDispense, _include, MedicationDispense:performer:Patient, Patient"
    })
    void whatAParameterReachesAndIsNotOpenIsNamed(String type, String name, String value, String closed) {
        assertThat(closed(type, name, value)).contains(closed);
    }

    @ParameterizedTest
    @CsvSource({
        "MedicationDispense, patient, Patient/ruth",
        "MedicationDispense, subject:Patient, ruth",
        "MedicationDispense, performer.name, x",
        "MedicationDispense, performer:Practitioner.name, x",
        "MedicationDispense, _include, MedicationDispense:performer",
        "MedicationDispense, _include, MedicationDispense:*",
        "Organization, _has:Practitioner, x",
        "Organization, name.nonsense, x",
        "MedicationDispense, nonsense.name, x",
        "Practitioner, _revinclude, Nonsense:owner",
        "Practitioner, _include, *",
        "Practitioner, _include, :",
        "Practitioner, _revinclude, ::"
    })
    void whatIsOpenOrNoParameterClosesNothing(String type, String name, String value) {
        assertThat(closed(type, name, value)).isEmpty();
    }

    /** Each subject may be of any type: to follow all of them would take for ever. */
    @Test
    void aChainThatNoSearchFollowsIsNotFollowedHereEither() {
        assertThat(closed("Observation", "subject.".repeat(40) + "name", "x")).isEmpty();
        assertThat(closed("Observation", "_has:Task:focus:".repeat(5000) + "status", "x"))
                .isEmpty();
    }

    private Optional<String> closed(String type, String name, String value) {
        return reached.closed(type, List.of(new SearchQuery.Parameter(name, value)), OPEN::contains);
    }
}
