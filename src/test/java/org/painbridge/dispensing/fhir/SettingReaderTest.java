package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.dispensing.Circumstance;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.Setting;

class SettingReaderTest extends DispenseReading {
    private static final String TREATMENT =
            "http://hl7.org/fhir/us/pdmp/StructureDefinition/pdmp-extension-opioid-treatment-code";

    @Test
    void aRecordThatTellsNothingIsOfUnknownSetting() {
        assertThat(read().setting()).isEqualTo(Setting.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"03, CANCER", "04, PALLIATIVE", "05, PALLIATIVE", "08, ACTIVE_TAPER"})
    void theTreatmentCodeOfTheUsExchangeTells(String code, Circumstance circumstance) {
        resource.addExtension(TREATMENT, new Coding().setCode(code));

        assertThat(read().setting().circumstances()).containsExactly(circumstance);
    }

    @Test
    void itTellsAsACodeAndAsAConceptToo() {
        resource.addExtension(TREATMENT, new CodeType("04"));
        resource.addExtension(TREATMENT, concept("https://pharmacy.example/treatment", "08"));

        assertThat(read().setting().circumstances())
                .isEqualTo(Set.of(Circumstance.PALLIATIVE, Circumstance.ACTIVE_TAPER));
    }

    @Test
    void acutePainIsNoneOfThem() {
        resource.addExtension(TREATMENT, new Coding().setCode("10"));

        assertThat(read().setting().circumstances()).isEmpty();
    }

    @Test
    void aPartFillAndADischargeAreRead() {
        resource.setType(concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "RFP"));
        resource.setCategory(
                concept("http://terminology.hl7.org/fhir/CodeSystem/medicationdispense-category", "discharge"));

        assertThat(read().setting().circumstances())
                .isEqualTo(Set.of(Circumstance.PART_FILL, Circumstance.HOSPITAL_DISCHARGE));
    }

    @Test
    void thePracticeIsTheOrganizationOfTheRoleThatPrescribed() {
        PractitionerRole role = new PractitionerRole();
        role.setPractitioner(licence(PHYSICIAN));
        role.setOrganization(new Reference("Organization/practice"));
        stored.put("PractitionerRole/r1", role);
        prescription().setRequester(new Reference("PractitionerRole/r1"));

        assertThat(read().setting().practice()).contains(ProviderKey.ofReference("Organization/practice"));

        Organization practice = new Organization();
        practice.addIdentifier().setSystem("https://practices.example").setValue("17");
        stored.put("Organization/practice", practice);

        assertThat(read().setting().practice()).contains(ProviderKey.ofIdentifier("https://practices.example", "17"));
        assertThat(read().providers().prescriber()).contains(DOCTOR);
    }

    private MedicationRequest prescription() {
        return (MedicationRequest) resource.getContained().getFirst();
    }
}
