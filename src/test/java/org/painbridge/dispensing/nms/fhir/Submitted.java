package org.painbridge.dispensing.nms.fhir;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** A dispense as a pharmacy submits it, with nothing wrong; each test spoils what it is about. */
final class Submitted {
    static final String NS = "https://fhir.infoway-inforoute.ca/NamingSystem/";

    private Submitted() {}

    static MedicationDispense dispense() {
        Patient patient = new Patient();
        patient.setId("pat");
        patient.addIdentifier().setSystem(NS + "ca-on-patient-hcn").setValue("9999999015");
        patient.addName().setFamily("Placeholder").addGiven("Inventa");
        patient.setGender(AdministrativeGender.FEMALE).setBirthDateElement(new DateType("1960-02-03"));
        MedicationRequest prescription = new MedicationRequest();
        prescription.setId("rx");
        prescription.setRequester(named("Practitioner", "ca-on-license-physician", "900001"));
        MedicationDispense dispense = new MedicationDispense();
        dispense.addContained(patient);
        dispense.addContained(prescription);
        dispense.addIdentifier().setSystem("https://pharmacy.example/rx").setValue("RX-1");
        dispense.addIdentifier().setSystem(SubmissionReader.TRANSACTION).setValue("1");
        dispense.setStatus(MedicationDispenseStatus.COMPLETED)
                .setMedication(product("00125121"))
                .setSubject(new Reference("#pat"))
                .addAuthorizingPrescription(new Reference("#rx"))
                .setQuantity(new Quantity().setValue(120).setUnit("tablet"))
                .setDaysSupply(days("30"))
                .setWhenPreparedElement(new DateTimeType("2026-11-01T10:00:00-05:00"));
        dispense.addPerformer().setActor(named("Organization", "pharmacy", "PH-1"));
        dispense.addPerformer().setActor(named("Practitioner", "ca-on-license-pharmacist", "123456"));
        return dispense;
    }

    static Patient patient(MedicationDispense dispense) {
        return (Patient) dispense.getContained().getFirst();
    }

    static MedicationRequest prescription(MedicationDispense dispense) {
        return (MedicationRequest) dispense.getContained().get(1);
    }

    static CodeableConcept product(String din) {
        return new CodeableConcept(new Coding("http://hl7.org/fhir/NamingSystem/ca-hc-din", din, null));
    }

    static Quantity days(String value) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setSystem("http://unitsofmeasure.org")
                .setCode("d");
    }

    static Reference named(String type, String system, String value) {
        Reference reference = new Reference().setType(type);
        return reference.setIdentifier(new Identifier().setSystem(NS + system).setValue(value));
    }
}
