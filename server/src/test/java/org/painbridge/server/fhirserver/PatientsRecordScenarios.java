package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** Everything that is known about Ann, some of what is known about Bob, and whom it refers to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PatientsRecordScenarios extends ServerScenarios {
    static final String[] OWN = {
        "ann", "plan", "pain", "implant", "visit", "order", "stay", "weight-2024", "weight-2025", "weight-undated"
    };

    Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        put("clinic", new Organization());
        put("practice", new Organization().setPartOf(to("Organization/clinic")));
        put("doctor", new Practitioner());
        PractitionerRole role = new PractitionerRole();
        put("role", role.setPractitioner(to("Practitioner/doctor")).setOrganization(to("Organization/practice")));
        put("drug", new Medication());
        put("scanner", new Device());
        put("unrelated", new Practitioner());

        Patient bob = new Patient();
        put("bob", bob);
        put("implant-of-bob", new Device().setPatient(to("Patient/bob")));
        put("pain-of-bob", new Condition().setSubject(to("Patient/bob")));

        Patient ann = new Patient();
        ann.addLink().setOther(to("Patient/bob"));
        put("ann", ann.setManagingOrganization(to("Organization/clinic")));
        put("pain", new Condition().setSubject(to("Patient/ann")));
        // No search parameter leads to the author.
        CarePlan plan = new CarePlan().setSubject(to("Patient/ann")).setAuthor(to("PractitionerRole/role"));
        plan.addAddresses(to("Condition/pain-of-bob"));
        put("plan", plan);
        put("order", order().setMedication(to("Medication/drug")));
        put("visit", encounter("2024-02-01", "2024-02-01"));
        put("stay", encounter("2024-12-01", null));
        put("implant", new Device().setPatient(to("Patient/ann")));
        put("weight-2024", weight("2024-03-05").setDevice(to("Device/scanner")));
        put("weight-2025", weight("2025-03-05T10:00:00Z").setDevice(to("Device/implant-of-bob")));
        put("weight-undated", weight(null));
        Group group = new Group();
        group.addMember().setEntity(to("Patient/ann"));
        group.addMember().setEntity(to("Patient/bob"));
        put("group", group);
    }

    private void put(String name, Resource resource) {
        sample.put(name, resource);
    }

    private Reference to(String typeAndName) {
        int slash = typeAndName.indexOf('/');
        return new Reference(typeAndName.substring(0, slash + 1) + sample.id(typeAndName.substring(slash + 1)));
    }

    private MedicationRequest order() {
        return new MedicationRequest().setSubject(to("Patient/ann"));
    }

    private Encounter encounter(String from, String until) {
        Encounter encounter = new Encounter().setSubject(to("Patient/ann"));
        encounter.getPeriod().setStartElement(new DateTimeType(from));
        if (until != null) {
            encounter.getPeriod().setEndElement(new DateTimeType(until));
        }
        return encounter;
    }

    Observation weight(String date) {
        Observation observation = new Observation().setSubject(to("Patient/ann"));
        return date == null ? observation : observation.setEffective(new DateTimeType(date));
    }

    Answer everything(String query) {
        Answer answer = http().get("Patient/" + sample.id("ann") + "/$everything?" + query);
        assertThat(answer).hasStatus(200);
        return answer;
    }
}
