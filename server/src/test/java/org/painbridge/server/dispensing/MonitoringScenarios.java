package org.painbridge.server.dispensing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** A fictitious patient with monitored dispenses, and what the server then says of them. */
abstract class MonitoringScenarios extends ServerScenarios {
    static final String HYDROMORPHONE_4_MG = "00125121";
    static final String NALOXONE_SPRAY = "02458187";
    final String patient = unique();

    @BeforeEach
    void aPatient() {
        storePatient(patient);
    }

    final void storePatient(String id) {
        http().put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
    }

    final Answer post(String prescriber, String day) {
        return post(prescriber, day, patient);
    }

    final Answer post(String prescriber, String day, String patientId) {
        String ours = dispense(prescriber, day, HYDROMORPHONE_4_MG);
        return http().post("MedicationDispense", ours.replace("Patient/" + patient, "Patient/" + patientId));
    }

    final String dispense(String prescriber, String day, String din) {
        return """
                {"resourceType":"MedicationDispense","status":"completed",
                 "contained":[{"resourceType":"MedicationRequest","id":"rx","status":"active","intent":"order",
                   "medicationCodeableConcept":{"text":"as dispensed"},"subject":{"reference":"Patient/%1$s"},
                   "requester":{"type":"Practitioner","identifier":{
                     "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician","value":"%2$s"}}}],
                 "medicationCodeableConcept":{"coding":[
                   {"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"%4$s"}]},
                 "subject":{"reference":"Patient/%1$s"},
                 "performer":[{"actor":{"type":"Organization","identifier":{
                   "system":"https://painbridge.example/fhir/sid/pharmacy","value":"PH-1"}}}],
                 "authorizingPrescription":[{"reference":"#rx"}],
                 "quantity":{"value":120,"unit":"tablet","system":"http://unitsofmeasure.org","code":"1"},
                 "daysSupply":{"value":30,"unit":"days","system":"http://unitsofmeasure.org","code":"d"},
                 "whenHandedOver":"%3$sT10:00:00-05:00"}""".formatted(patient, prescriber, day, din);
    }

    final List<JsonNode> issues() {
        return issues(patient);
    }

    /** Those of rule N1: the mechanics are the same for all rules, and one that is alone can be counted. */
    final List<JsonNode> issues(String patientId) {
        return issues(patientId, "N1");
    }

    final List<JsonNode> issues(String patientId, String rule) {
        JsonNode entries = http().get("DetectedIssue?dispensing-rule=" + rule + "&patient=" + patientId)
                .json()
                .path("entry");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("resource"))
                .toList();
    }

    /** Of the patient's issues, in the order of the answer. */
    final List<String> statuses(String patientId) {
        return issues(patientId).stream()
                .map(issue -> issue.path("status").asText())
                .toList();
    }

    static JsonNode parameter(Answer answer, String name) {
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + answer.text()));
    }
}
