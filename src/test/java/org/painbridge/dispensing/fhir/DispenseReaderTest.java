package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.GuideValidator;
import org.painbridge.dispensing.Amount;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.fhir.ReadDispense.Counts;
import org.painbridge.dispensing.fhir.ReadDispense.Unreadable;

class DispenseReaderTest extends DispenseReading {

    @Test
    void theExamplesOfTheGuideAreReadWhole() {
        stored.put("MedicationRequest/example-prescription", guide("MedicationRequest-example-prescription.json"));
        stored.put(
                "PractitionerRole/example-family-physician-role",
                guide("PractitionerRole-example-family-physician-role.json"));
        stored.put("Practitioner/example-family-physician", guide("Practitioner-example-family-physician.json"));
        stored.put("Organization/example-pharmacy", guide("Organization-example-pharmacy.json"));

        Counts contained = (Counts) reader.read(example("example-dispense"), this::find);
        Counts referring = (Counts) reader.read(example("example-dispense-of-stored-prescription"), this::find);

        assertThat(contained.unknown()).isEmpty();
        assertThat(referring.unknown()).isEmpty();
        assertThat(contained.dispense().providers().pharmacy())
                .isEqualTo(referring.dispense().providers().pharmacy());
        assertThat(referring.dispense().drug().din()).contains(new Din("00125121"));
    }

    @Test
    void everyPartOfAWholeRecordIsRead() {
        Dispense dispense = read();

        assertThat(dispense.id().id()).isEqualTo("d1");
        assertThat(dispense.patient().id()).isEqualTo("p1");
        assertThat(dispense.drug().din()).contains(new Din("00593451"));
        assertThat(dispense.providers().prescriber()).contains(DOCTOR);
        assertThat(dispense.providers().pharmacy()).contains(new ProviderKey("Organization/o1"));
        assertThat(dispense.supply().quantity()).contains(new Amount(new BigDecimal("15"), "tablet"));
        assertThat(dispense.supply().daysSupply()).contains(5);
        assertThat(unknown()).isEmpty();
    }

    /** The system of R4's own value set, and that of later releases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://terminology.hl7.org/fhir/CodeSystem/medicationdispense-category",
                "http://terminology.hl7.org/CodeSystem/medicationdispense-category"
            })
    void whatWasGivenInAHospitalIsNoDispenseToMonitor(String system) {
        resource.getCategory().addCoding().setSystem(system).setCode("inpatient");

        assertThat(reader.read(resource, this::find)).isEqualTo(new ReadDispense.DoesNotCount("exempt"));
    }

    @Test
    void withoutPatientAndIdThereIsNoDispense() {
        resource.setId((String) null);
        resource.setSubject(new Reference().setDisplay("Somebody (fictitious)"));

        assertThat(reader.read(resource, this::find))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.missing())
                                .extracting(MissingElement::expression)
                                .containsExactly("MedicationDispense.id", "MedicationDispense.subject.reference"));
    }

    @Test
    void aPatientOfAnotherServerIsNotTakenForOurs() {
        resource.setSubject(new Reference("https://elsewhere.example/fhir/Patient/p1"));

        assertThat(reader.read(resource, this::find)).isInstanceOf(Unreadable.class);

        Patient ours = new Patient();
        ours.setId("Patient/p77");
        stored.put("https://elsewhere.example/fhir/Patient/p1", ours);
        assertThat(read().patient().id()).isEqualTo("p77");
    }

    @Test
    void anAbsoluteReferenceToThisServerIsALocalOne() {
        resource.setSubject(new Reference(BASE + "/Patient/p1"));
        resource.addPerformer().setActor(new Reference(BASE + "/Organization/o1"));
        resource.getAuthorizingPrescription().clear();
        resource.addAuthorizingPrescription(new Reference(BASE + "/MedicationRequest/rx7"));
        MedicationRequest prescription = new MedicationRequest();
        prescription.setRequester(new Reference(BASE + "/Practitioner/7"));
        stored.put("MedicationRequest/rx7", prescription);

        assertThat(read().patient().id()).isEqualTo("p1");
        assertThat(read().providers().pharmacy()).contains(new ProviderKey("Organization/o1"));
        assertThat(read().providers().prescriber()).contains(new ProviderKey("Practitioner/7"));
    }

    @Test
    void thePrescriberOfAnotherServerIsNotTheOneWithTheSameIdHere() {
        ((MedicationRequest) resource.getContained().getFirst())
                .setRequester(new Reference("https://elsewhere.example/fhir/Practitioner/7"));

        assertThat(read().providers().prescriber())
                .contains(new ProviderKey("https://elsewhere.example/fhir/Practitioner/7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hl7.org/fhir/NamingSystem/ca-hc-din",
                "http://terminology.hl7.org/NamingSystem/ca-hc-din",
                "https://hl7.org/fhir/NamingSystem/ca-hc-din"
            })
    void aDinIsReadUnderEverySpellingOfItsSystem(String system) {
        resource.setMedication(concept(system, "00125121"));

        assertThat(read().drug().din()).contains(new Din("00125121"));
    }

    @Test
    void aDinThatIsNoneAndTwoDifferentOnesAreUnknown() {
        resource.setMedication(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "593451"));
        assertThat(unknown()).containsExactly("MedicationDispense.medication");

        resource.setMedication(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "00593451"));
        resource.getMedicationCodeableConcept()
                .addCoding()
                .setSystem("http://hl7.org/fhir/NamingSystem/ca-hc-din")
                .setCode("00125121");
        assertThat(unknown()).containsExactly("MedicationDispense.medication");
    }

    @Test
    void aReferredMedicationTellsItsDinAndWhetherItIsMonitored() {
        Medication medication = new Medication();
        medication.setCode(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "00125121"));
        medication.addExtension(
                "http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-monitored-drug-indicator",
                new BooleanType(true));
        stored.put("Medication/m1", medication);
        resource.setMedication(new Reference("Medication/m1"));

        assertThat(read().drug().din()).contains(new Din("00125121"));
        assertThat(read().drug().monitored()).contains(true);
    }

    @Test
    void aMedicationThatIsNotFoundIsUnknown() {
        resource.setMedication(new Reference("Medication/absent"));

        assertThat(unknown()).containsExactly("MedicationDispense.medication");
    }

    @ParameterizedTest(name = "{0} {1}|{2} -> {3}")
    @CsvSource({
        "tablet, http://unitsofmeasure.org, 1, tablet",
        ", http://unitsofmeasure.org, 1, 1",
        "millilitre, http://unitsofmeasure.org, mL, mL",
        "tablet, http://snomed.info/sct, 732936001, tablet",
        ", http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm, TAB, TAB",
        "patch, , , patch"
    })
    void theUnitIsTheOneThatSaysWhatIsCounted(String unit, String system, String code, String expected) {
        resource.setQuantity(
                new Quantity().setValue(15).setUnit(unit).setSystem(system).setCode(code));

        assertThat(read().supply().quantity()).map(Amount::unit).contains(expected);
    }

    @Test
    void aQuantityThatIsNotExactOrHasNoUnitIsUnknown() {
        resource.setQuantity(new Quantity().setValue(15));
        assertThat(unknown()).containsExactly("MedicationDispense.quantity");

        resource.setQuantity(new Quantity().setValue(0).setUnit("tablet"));
        assertThat(unknown()).containsExactly("MedicationDispense.quantity");

        resource.setQuantity(
                new Quantity().setValue(15).setUnit("tablet").setComparator(Quantity.QuantityComparator.LESS_THAN));
        assertThat(unknown()).containsExactly("MedicationDispense.quantity");
    }

    @Test
    void daysSupplyInPartsOfADayOrInOtherUnitsIsUnknown() {
        resource.setDaysSupply(new Quantity().setValue(2.5));
        assertThat(unknown()).containsExactly("MedicationDispense.daysSupply");

        resource.setDaysSupply(new Quantity()
                .setValue(2)
                .setSystem("http://unitsofmeasure.org")
                .setCode("wk"));
        assertThat(unknown()).containsExactly("MedicationDispense.daysSupply");

        for (String word : new String[] {"weeks", "wk", "mois", "foo"}) {
            resource.setDaysSupply(new Quantity().setValue(4).setUnit(word));
            assertThat(unknown()).containsExactly("MedicationDispense.daysSupply");
        }

        resource.setDaysSupply(new Quantity().setValue(4).setUnit("Jours"));
        assertThat(read().supply().daysSupply()).contains(4);
        resource.setDaysSupply(new Quantity().setValue(new BigDecimal("30.0")));
        assertThat(read().supply().daysSupply()).contains(30);
    }

    private static MedicationDispense example(String id) {
        return GuideValidator.guide("example/MedicationDispense-" + id + ".json", MedicationDispense.class);
    }

    private static Resource guide(String file) {
        return GuideValidator.guide("example/" + file, Resource.class);
    }
}
