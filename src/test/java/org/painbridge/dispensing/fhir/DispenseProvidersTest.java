package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispensePerformerComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.dispensing.ProviderKey;

class DispenseProvidersTest extends DispenseReading {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    @Test
    void aPrescriberIsTheSameByLicenceByReferenceAndByRole() {
        Practitioner doctor = new Practitioner();
        doctor.addIdentifier().setSystem("https://clinic.example/staff").setValue("1");
        doctor.addIdentifier().setSystem(PHYSICIAN).setValue("900001");
        stored.put("Practitioner/x", doctor);
        stored.put("PractitionerRole/r", new PractitionerRole().setPractitioner(new Reference("Practitioner/x")));

        assertThat(prescriber(new Reference("Practitioner/x"))).contains(DOCTOR);
        assertThat(prescriber(new Reference("PractitionerRole/r"))).contains(DOCTOR);
    }

    @Test
    void theLegacySystemOfALicenceIsTheSameSystem() {
        assertThat(prescriber(licence("http://infoway-inforoute.ca/fhir/NamingSystem/ca-on-license-physician")))
                .contains(DOCTOR);
    }

    @Test
    void aPrescriberWhoIsNotStoredIsKnownByReference() {
        assertThat(prescriber(new Reference("Practitioner/x/_history/2"))).contains(new ProviderKey("Practitioner/x"));
    }

    @Test
    void aRequesterWhoIsNoPersonIsNoPrescriber() {
        assertThat(prescriber(new Reference("Device/pump"))).isEmpty();
        assertThat(prescriber(new Reference("Patient/p1"))).isEmpty();
    }

    @Test
    void theSystemForUnknownPrescribersNamesNobody() {
        assertThat(prescriber(licence(NAMES + "ca-on-unknown-prescriber"))).isEmpty();
        assertThat(unknown()).containsExactly("MedicationDispense.authorizingPrescription.resolve().requester");
    }

    @Test
    void aLicenceWithoutItsCollegeOrNumberNamesNobody() {
        Reference college = licence(PHYSICIAN);
        college.getIdentifier().setSystem(null).getSystemElement().addExtension(ABSENT, new CodeType("unknown"));
        Reference number = licence(PHYSICIAN);
        number.getIdentifier().setValue(null).getValueElement().addExtension(ABSENT, new CodeType("unknown"));

        assertThat(prescriber(college)).isEmpty();
        assertThat(prescriber(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packager", "prescriber"})
    void whoPackedOrPrescribedItForAPharmacyIsNotThePharmacy(String function) {
        resource.addPerformer()
                .setActor(new Reference("Organization/elsewhere"))
                .setFunction(concept("https://pharmacy.example/function", function));

        assertThat(read().providers().pharmacy()).contains(new ProviderKey("Organization/o1"));
    }

    @Test
    void aContainedPrescriberWithoutIdentifierNamesNobody() {
        Practitioner nameless = new Practitioner();
        nameless.setId("who");
        resource.addContained(nameless);

        assertThat(prescriber(new Reference("#who"))).isEmpty();
    }

    @Test
    void twoPrescriptionsOfTwoPrescribersNameNeither() {
        MedicationRequest other = new MedicationRequest();
        other.setId("rx2");
        other.setRequester(licence(NAMES + "ca-on-license-nurse"));
        resource.addContained(other);
        resource.addAuthorizingPrescription(new Reference("#rx2"));

        assertThat(read().providers().prescriber()).isEmpty();
    }

    @Test
    void aPerformerInTheFunctionOfPrescriberIsThePrescriber() {
        resource.getAuthorizingPrescription().clear();
        resource.addPerformer(new MedicationDispensePerformerComponent(licence(PHYSICIAN))
                .setFunction(concept("https://pharmacy.example/function", "prescriber")));

        assertThat(read().providers().prescriber()).contains(DOCTOR);
    }

    @Test
    void aPharmacistIsNeitherPrescriberNorPharmacy() {
        resource.getAuthorizingPrescription().clear();
        resource.getPerformerFirstRep().setActor(licence(NAMES + "ca-on-license-pharmacist"));

        assertThat(unknown())
                .containsExactly(
                        "MedicationDispense.authorizingPrescription.resolve().requester",
                        "MedicationDispense.performer.actor");
    }

    @Test
    void aPharmacyIsKnownByItsIdentifier() {
        Organization pharmacy = new Organization();
        pharmacy.addIdentifier().setSystem(NAMES + "ca-on-provider-upi").setValue("9000012");
        stored.put("Organization/o1", pharmacy);

        assertThat(read().providers().pharmacy()).contains(new ProviderKey(NAMES + "ca-on-provider-upi|9000012"));
    }

    private Optional<ProviderKey> prescriber(Reference requester) {
        ((MedicationRequest) resource.getContained().getFirst()).setRequester(requester);
        return read().providers().prescriber();
    }
}
