package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What a dispense refers to may arrive after it, or change: the dispense is judged anew in the same transaction. */
abstract class LateReferenceScenarios extends MonitoringScenarios {
    private static final String LICENCE = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician";

    @Test
    void aPrescriptionThatArrivesAfterItsDispenseNamesTheThirdPrescriber() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        ofStoredPrescription("rx", "2026-11-03");
        assertThat(finals()).isZero();

        prescription("rx", byLicence("900003"));

        assertThat(finals()).isOne();
    }

    @Test
    void aPrescriptionThatChangesOrGoesTakesItsFindingBack() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        prescription("rx", byLicence("900003"));
        ofStoredPrescription("rx", "2026-11-03");
        assertThat(finals()).isOne();

        prescription("rx", byLicence("900002"));
        assertThat(finals()).isZero();

        prescription("rx", byLicence("900003"));
        assertThat(finals()).isOne();

        assertThat(http().delete("MedicationRequest/" + local("rx"))).hasStatus(204);
        assertThat(finals()).isZero();
    }

    @Test
    void prescribersWhoTurnOutToBeOnePersonAreOne() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        prescription("rx", "{\"reference\":\"PractitionerRole/" + local("role") + "\"}");
        ofStoredPrescription("rx", "2026-11-03");
        assertThat(finals()).isOne();

        put("PractitionerRole", "role", "\"practitioner\":{\"reference\":\"Practitioner/" + local("doctor") + "\"}");
        assertThat(finals()).isOne();

        put("Practitioner", "doctor", identifier(LICENCE, "900001"));
        assertThat(finals()).isZero();

        put("Practitioner", "doctor", identifier(LICENCE, "900004"));
        assertThat(finals()).isOne();
    }

    @Test
    void prescribersOfOnePracticeCountOnceUntilOneOfThemLeaves() {
        for (String name : List.of("ann", "bea")) {
            role(name, "practice");
            prescription("rx-" + name, "{\"reference\":\"PractitionerRole/" + local(name) + "\"}");
            ofStoredPrescription("rx-" + name, "2026-11-01");
        }
        post("900003", "2026-11-03");
        assertThat(finals()).isZero();

        role("bea", "elsewhere");

        assertThat(finals()).isOne();
    }

    @Test
    void thePersonBehindAContainedPrescriptionIsLookedUpAgainToo() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        String body = dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG)
                .replaceAll(
                        "\"requester\":\\{[^}]*}",
                        "\"requester\":{\"reference\":\"Practitioner/" + local("doctor") + "\"");
        assertThat(http().post("MedicationDispense", body)).hasStatus(201);
        assertThat(finals()).isOne();

        put("Practitioner", "doctor", identifier(LICENCE, "900002"));

        assertThat(finals()).isZero();
    }

    @Test
    void aMedicationThatArrivesLateTellsWhatWasDispensed() {
        String body = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG)
                .replaceAll(
                        "(?s)\"medicationCodeableConcept\":\\{\"coding\".*?]}",
                        "\"medicationReference\":{\"reference\":\"Medication/" + local("m") + "\"}");
        assertThat(http().post("MedicationDispense", body)).hasStatus(201);
        assertThat(mme().text()).contains("product-unknown");

        put(
                "Medication",
                "m",
                "\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/NamingSystem/ca-hc-din\",\"code\":\""
                        + HYDROMORPHONE_4_MG + "\"}]}");

        assertThat(parameter(mme(), "current").at("/valueQuantity/value").asDouble())
                .isEqualTo(80.0);
    }

    @Test
    void aPharmacyThatArrivesLateIsKnownByItsIdentifier() {
        String body = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG)
                .replaceAll(
                        "(?s)\"performer\":\\[\\{\"actor\":\\{.*?}}]",
                        "\"performer\":[{\"actor\":{\"reference\":\"Organization/" + local("ph") + "\"}}]");
        assertThat(http().post("MedicationDispense", body)).hasStatus(201);
        assertThat(pharmacies()).containsExactly("Organization/" + local("ph"));

        put("Organization", "ph", identifier("https://painbridge.example/fhir/sid/pharmacy", "PH-9"));

        assertThat(pharmacies()).containsExactly("https://painbridge.example/fhir/sid/pharmacy|PH-9");
    }

    @Test
    void aChangeThatDispensesAreNotReadForIsNoNewVersionOfTheIssue() {
        put("Practitioner", "doctor", identifier(LICENCE, "900003"));
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        prescription("rx", "{\"reference\":\"Practitioner/" + local("doctor") + "\"}");
        ofStoredPrescription("rx", "2026-11-03");

        put("Practitioner", "doctor", identifier(LICENCE, "900003") + ",\"gender\":\"female\"");

        assertThat(issues().getFirst().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @RepeatedTest(5)
    void aPrescriptionAndItsDispenseAtTheSameMomentSeeEachOther() throws Exception {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        List<Callable<Answer>> both = new ArrayList<>();
        both.add(() -> ofStoredPrescription("rx", "2026-11-03"));
        both.add(() -> prescription("rx", byLicence("900003")));

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Answer> answer : threads.invokeAll(both)) {
                assertThat(answer.get()).hasStatus(201);
            }
        }

        assertThat(finals()).isOne();
    }

    private void role(String name, String practice) {
        put("PractitionerRole", name, "\"organization\":{\"reference\":\"Organization/" + local(practice) + "\"}");
    }

    private long finals() {
        return statuses(patient).stream().filter("final"::equals).count();
    }

    private List<String> pharmacies() {
        return database()
                .sql("select pharmacy from dispense where patient_id = ?")
                .param(patient)
                .query(String.class)
                .list();
    }

    private Answer mme() {
        return http().get("Patient/" + patient + "/$mme?asOf=2026-11-10");
    }

    private String local(String name) {
        return name + "-" + patient;
    }

    private Answer ofStoredPrescription(String name, String day) {
        String body = dispense("900001", day, HYDROMORPHONE_4_MG)
                .replace("\"#rx\"", "\"MedicationRequest/" + local(name) + "\"")
                .replaceAll("(?s)\"contained\":.*?}}}],", "");
        Answer answer = http().post("MedicationDispense", body);
        assertThat(answer).hasStatus(201);
        return answer;
    }

    private Answer prescription(String name, String requester) {
        return put(
                "MedicationRequest",
                name,
                "\"status\":\"active\",\"intent\":\"order\",\"medicationCodeableConcept\":{\"text\":\"as dispensed\"},"
                        + "\"subject\":{\"reference\":\"Patient/" + patient + "\"},\"requester\":" + requester);
    }

    private static String byLicence(String number) {
        return "{\"type\":\"Practitioner\",\"identifier\":{\"system\":\"" + LICENCE + "\",\"value\":\"" + number
                + "\"}}";
    }

    private static String identifier(String system, String value) {
        return "\"identifier\":[{\"system\":\"" + system + "\",\"value\":\"" + value + "\"}]";
    }

    private Answer put(String type, String name, String content) {
        Answer answer = http().put(
                        type + "/" + local(name),
                        "{\"resourceType\":\"" + type + "\",\"id\":\"" + local(name) + "\"," + content + "}");
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer;
    }
}
