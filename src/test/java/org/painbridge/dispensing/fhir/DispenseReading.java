package org.painbridge.dispensing.fhir;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.dispensing.fhir.ReadDispense.Counts;
import org.painbridge.dispensing.fhir.ReadDispense.Unplaced;

/** A whole record of our own making, and the reading of it; a test changes only what it is about. */
abstract class DispenseReading {
    static final String NAMES = "https://fhir.infoway-inforoute.ca/NamingSystem/";
    static final String PHYSICIAN = NAMES + "ca-on-license-physician";
    static final ProviderKey DOCTOR = new ProviderKey(PHYSICIAN + "|900001");

    static final String BASE = "https://painbridge.example/fhir";

    final Map<String, Resource> stored = new HashMap<>();
    final DispenseReader reader = new DispenseReader(Library.SYSTEMS, ZoneId.of("America/Toronto"), BASE);
    final MedicationDispense resource = whole();

    Dispense read() {
        return ((Counts) reader.read(resource, this::find)).dispense();
    }

    UnplacedDispense readUnplaced() {
        return ((Unplaced) reader.read(resource, this::find)).dispense();
    }

    List<String> unknown() {
        return ((Counts) reader.read(resource, this::find))
                .unknown().stream().map(MissingElement::expression).toList();
    }

    Optional<Resource> find(Reference reference) {
        return Optional.ofNullable(stored.get(reference.getReference()));
    }

    static MedicationDispense whole() {
        MedicationRequest prescription = new MedicationRequest();
        prescription.setId("rx1");
        prescription.setRequester(licence(PHYSICIAN));
        MedicationDispense dispense = new MedicationDispense();
        dispense.setId("MedicationDispense/d1");
        dispense.addContained(prescription);
        dispense.setStatus(MedicationDispenseStatus.COMPLETED);
        dispense.setMedication(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "00593451"));
        dispense.setSubject(new Reference("Patient/p1"));
        dispense.addPerformer().setActor(new Reference("Organization/o1"));
        dispense.addAuthorizingPrescription(new Reference("#rx1"));
        dispense.setQuantity(new Quantity().setValue(15).setUnit("tablet"));
        dispense.setDaysSupply(new Quantity().setValue(5));
        dispense.setWhenHandedOverElement(new DateTimeType("2026-06-01"));
        return dispense;
    }

    static Reference licence(String system) {
        Reference reference = new Reference();
        reference.setType("Practitioner").getIdentifier().setSystem(system).setValue("900001");
        return reference;
    }

    static CodeableConcept concept(String system, String code) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(system).setCode(code);
        return concept;
    }
}
