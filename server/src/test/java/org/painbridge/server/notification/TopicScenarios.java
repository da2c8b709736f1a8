package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.imaging.AssessmentCall;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** What each topic tells, and what it does not. */
abstract class TopicScenarios extends Subscribing {
    private static final String METHYLPHENIDATE = "02247732";
    private static final String LORAZEPAM = "00655759";
    private static final String DEXAMPHETAMINE = "01924516";

    @Autowired
    private FhirStore store;

    private final Receiver receiver = new Receiver();
    private final String patient = "Patient/" + unique();

    @BeforeEach
    void patient() {
        String id = patient.split("/")[1];
        assertThat(http().put(patient, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}"))
                .hasStatus(201);
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aCommentOnAPlanIsToldToWhomItIsFor() {
        String organization = owner();
        hear("care-plan-comment", "Communication?recipient=" + organization);
        String said = """
                {"resourceType":"Communication","status":"completed","subject":{"reference":"%s"},%s
                 "recipient":[{"reference":"%s"},{"reference":"%s"}]}""";
        String plan = create("CarePlan", """
                {"resourceType":"CarePlan","status":"draft","intent":"plan","subject":{"reference":"%s"}}""".formatted(patient));
        String about = "\"basedOn\":[{\"reference\":\"" + plan + "\"}],";

        create("Communication", said.formatted(patient, "", owner(), organization));
        create("Communication", said.formatted(patient, about, owner(), owner()));
        String told = create("Communication", said.formatted(patient, about, owner(), organization));

        assertTold(told);
    }

    @Test
    void whoMayApproveDisclosuresIsToldThatOneWaits() {
        String organization = owner();
        hear("disclosure-waiting", "Task?owner=" + organization);
        String task = """
                {"resourceType":"Task","status":"requested","intent":"order","owner":{"reference":"%s"},"code":{"coding":[
                 {"system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"%s"}]}}""";
        create("Task", task.formatted(organization, "disclosure-decided"));
        create("Task", task.formatted(owner(), "decide-disclosure"));

        assertTold(create("Task", task.formatted(organization, "decide-disclosure")));
    }

    @Test
    void whoLooksAfterPrivacyIsToldOfDirectivesAndOfBrokenGlass() {
        String organization = owner();
        hear("privacy-notice", "Communication?recipient=" + organization);
        assertThat(http().put(patient, """
                {"resourceType":"Patient","id":"%s","managingOrganization":{"reference":"%s"}}""".formatted(patient.split("/")[1], organization)))
                .hasStatus(200);
        create("Communication", """
                {"resourceType":"Communication","status":"completed","recipient":[{"reference":"%s"}]}""".formatted(organization));

        create("Consent", json(Directives.of(patient)));
        deliver();
        store.write(transaction -> transaction.create(Directives.override(
                patient, owner(), Instant.now(), Instant.now().plusSeconds(60))));
        deliver();

        Set<String> notices = new TreeSet<>();
        http().get("Communication?based-on:missing=false&recipient=" + organization)
                .json()
                .path("entry")
                .forEach(entry -> notices.add(entry.at("/resource/id").asText()));
        assertThat(notices).hasSize(2);
        assertThat(receiver.foci().stream().map(focus -> focus.replaceFirst(".*/Communication/", "")))
                .hasSize(2)
                .containsAll(notices);
    }

    @Test
    void whatIsOverdueIsTold() {
        String organization = owner();
        hear("care-plan-overdue", "Task?owner=" + organization);

        newTask(organization);
        String told = create("Task", task(organization).replace("review-care-plan", "overdue-review"));

        assertTold(told);
    }

    /** By a listener of the transaction in which the dispense is stored. */
    @Test
    void aFindingOnDispensesIsTold() {
        hear("dispensing-finding", "DetectedIssue?patient=" + patient);
        create("DetectedIssue", """
                {"resourceType":"DetectedIssue","status":"final","patient":{"reference":"%s"}}""".formatted(patient));

        dispense("900001", "2026-11-01", METHYLPHENIDATE);
        dispense("900002", "2026-11-02", LORAZEPAM);
        dispense("900003", "2026-11-03", DEXAMPHETAMINE);

        deliver();
        Set<String> findings = new TreeSet<>();
        http().get("DetectedIssue?patient=" + patient).json().path("entry").forEach(entry -> {
            if (entry.toString().contains("StructureDefinition/dispensing-rule")) {
                findings.add(entry.at("/resource/id").asText());
            }
        });
        assertThat(findings).isNotEmpty();
        assertThat(receiver.foci().stream().map(focus -> focus.replaceFirst(".*/DetectedIssue/", "")))
                .isSubsetOf(findings)
                .containsAll(findings);
    }

    @Test
    void whatBecameOfADecisionOnImagingIsTold() {
        hear("imaging-feedback", "Task?patient=" + patient);
        create("Task", """
                {"resourceType":"Task","status":"completed","intent":"order","for":{"reference":"%s"},
                 "focus":{"reference":"%s"}}""".formatted(patient, patient));
        Answer assessed = http().post(
                        AssessmentCall.PATH,
                        AssessmentCall.ofStored(patient.split("/")[1]).json());

        Answer answer = http().post(
                        "GuidanceResponse/$imaging-feedback",
                        AssessmentCall.without()
                                .value(
                                        "decision",
                                        "String",
                                        AssessmentCall.resource(assessed, "decision")
                                                .path("id")
                                                .asText())
                                .value("outcome", "Code", "accepted")
                                .json());

        assertThat(answer).hasStatus(200);
        assertTold(AssessmentCall.parameter(answer, "task")
                .at("/valueReference/reference")
                .asText());
    }

    private void hear(String topic, String filter) {
        track(create("Subscription", subscription(topic, filter, receiver.url())));
        deliver();
    }

    private void assertTold(String focus) {
        deliver();
        assertThat(receiver.foci()).hasSize(1).first().asString().endsWith(focus);
    }

    private String create(String type, String body) {
        Answer answer = http().post(type, body);
        assertThat(answer).hasStatus(201);
        return type + "/" + answer.id();
    }

    /** Monitored drugs that no rule minds but the one about prescribers. */
    private void dispense(String prescriber, String day, String din) {
        create("MedicationDispense", """
                {"resourceType":"MedicationDispense","status":"completed",
                 "contained":[{"resourceType":"MedicationRequest","id":"rx","status":"active","intent":"order",
                   "medicationCodeableConcept":{"text":"as dispensed"},"subject":{"reference":"%1$s"},
                   "requester":{"type":"Practitioner","identifier":{
                     "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician","value":"%2$s"}}}],
                 "medicationCodeableConcept":{"coding":[
                   {"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"%4$s"}]},
                 "subject":{"reference":"%1$s"},
                 "performer":[{"actor":{"type":"Organization","identifier":{
                   "system":"https://painbridge.example/fhir/sid/pharmacy","value":"PH-1"}}}],
                 "authorizingPrescription":[{"reference":"#rx"}],
                 "quantity":{"value":120,"unit":"tablet","system":"http://unitsofmeasure.org","code":"1"},
                 "daysSupply":{"value":30,"unit":"days","system":"http://unitsofmeasure.org","code":"d"},
                 "whenHandedOver":"%3$sT10:00:00-05:00"}""".formatted(patient, prescriber, day, din));
    }
}
