package org.painbridge.clinical.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class PlacedReferenceTest {
    private final Observation observation = new Observation();

    @Test
    void theIndexOfARepeatedElementIsPartOfThePath() {
        observation.addPerformer(new Reference("Practitioner/1")).addPerformer(new Reference("Practitioner/2"));

        assertThat(PlacedReference.in(observation, "Observation"))
                .extracting(PlacedReference::path)
                .containsExactly("Observation.performer[0]", "Observation.performer[1]");
    }

    @Test
    void theTypesOfTheElementAreThoseOfR4() {
        observation.setSubject(new Reference("Patient/1"));

        assertThat(PlacedReference.in(observation, "Observation").getFirst().targets())
                .containsExactlyInAnyOrder("Patient", "Group", "Device", "Location");
    }

    @Test
    void ofAChoiceOnlyTheReferenceCounts() {
        MedicationDispense dispense = new MedicationDispense().setMedication(new Reference("Medication/1"));

        PlacedReference medication =
                PlacedReference.in(dispense, "MedicationDispense").getFirst();

        assertThat(medication.path()).isEqualTo("MedicationDispense.medication");
        assertThat(medication.targets()).containsExactly("Medication");
    }

    @Test
    void anExtensionMayLeadAnywhereEvenOnAPrimitiveElement() {
        DateTimeType time = new DateTimeType("2026-11-25");
        time.addExtension("urn:made-up:by", new Reference("Basic/1"));
        observation.setEffective(time);

        PlacedReference placed = PlacedReference.in(observation, "Observation").getFirst();

        assertThat(placed.path()).isEqualTo("Observation.effective.extension[0].value");
        assertThat(placed.targets()).isEmpty();
    }

    @Test
    void containedResourcesAreLookedInto() {
        observation.addContained(new Patient().setManagingOrganization(new Reference("Organization/1")));

        assertThat(PlacedReference.in(observation, "Observation"))
                .extracting(PlacedReference::path)
                .containsExactly("Observation.contained[0].managingOrganization");
    }

    @Test
    void anElementForAnyTypeHasNoTargets() {
        observation.addFocus(new Reference("Basic/1"));

        assertThat(PlacedReference.in(observation, "Observation").getFirst().targets())
                .isEmpty();
    }
}
