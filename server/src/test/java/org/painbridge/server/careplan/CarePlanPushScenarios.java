package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.parameter;
import static org.painbridge.server.careplan.PushedPlan.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.notification.Receiver;
import org.painbridge.server.notification.Subscribing;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

abstract class CarePlanPushScenarios extends Subscribing {
    @Autowired
    private ScopedCallers callers;

    private final String id = unique();

    @BeforeEach
    void aPatientAndTwoPhysicians() {
        http().put("Patient/pat-" + id, "{\"resourceType\":\"Patient\",\"id\":\"pat-" + id + "\"}");
        http().put("PractitionerRole/spec-" + id, "{\"resourceType\":\"PractitionerRole\",\"id\":\"spec-" + id + "\"}");
        http().put("PractitionerRole/fp-" + id, "{\"resourceType\":\"PractitionerRole\",\"id\":\"fp-" + id + "\"}");
    }

    @Test
    void aPushStoresThePlanAndOpensTheReviewInTheInbox() {
        Answer pushed = push("first", "Walk daily", "");

        assertThat(pushed).hasStatus(200);
        assertThat(reference(pushed, "carePlan")).startsWith("CarePlan/").endsWith("/_history/1");
        JsonNode inbox = inbox();
        assertThat(inbox.path("total").asInt()).isEqualTo(1);
        JsonNode task = inbox.at("/entry/0/resource");
        assertThat(task.at("/code/coding/0/code").asText()).isEqualTo("review-care-plan");
        assertThat(task.at("/focus/reference").asText()).isEqualTo(reference(pushed, "carePlan"));
        JsonNode plan = http().get(reference(pushed, "carePlan")).json();
        String goal = plan.at("/goal/0/reference").asText();
        assertThat(goal).startsWith("Goal/");
        assertThat(http().get(goal)).hasStatus(200);
    }

    @Test
    void theSamePushAgainGetsTheSameAnswerAndStoresNothing() {
        Answer first = push("again", "Walk daily", "");

        Answer second = push("again", "Walk daily", "");

        assertThat(second).hasStatus(200);
        assertThat(reference(second, "carePlan")).isEqualTo(reference(first, "carePlan"));
        assertThat(parameter(first, "duplicate").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(parameter(second, "duplicate").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(inbox().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void otherContentUnderTheSameIdentifierIsRefused() {
        push("other", "Walk daily", "");

        assertThat(push("other", "Swim daily", "")).isRefused(409, "careplan-push-push-conflict");

        assertThat(inbox().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aDryRunStoresNothing() {
        Answer dry = push("dry", "Walk daily", ",{\"name\":\"dryRun\",\"valueBoolean\":true}");

        assertThat(dry).hasStatus(200);
        assertThat(inbox().path("total").asInt()).isZero();
        assertThat(reference(push("dry", "Walk daily", ""), "carePlan")).startsWith("CarePlan/");
    }

    @Test
    void aPushForAnUnknownPatientCreatesNobody() {
        String request = request("nobody", "Walk daily", "").replace("Patient/pat-" + id, "Patient/nobody-" + id);

        assertThat(http().post("CarePlan/$push", request)).isRefused(404, "careplan-push-patient-unknown");

        assertThat(http().get("Patient/nobody-" + id)).hasStatus(404);
        assertThat(inbox().path("total").asInt()).isZero();
    }

    /** Else whoever may push would be let in to the care of anybody, by a team of the same push. */
    @Test
    void whoTakesNoPartInThePatientsCareCannotPushAPlanForIt() {
        String patient =
                "{\"resourceType\":\"Patient\",\"id\":\"pat-" + id + "\",\"generalPractitioner\":[{\"reference\":\"";
        http().put("Patient/pat-" + id, patient + "PractitionerRole/spec-" + id + "\"}]}");

        assertThat(http().post("CarePlan/$push", request("in", "Walk daily", ""), as("fp")))
                .isRefused(404, "careplan-push-patient-unknown");
        assertThat(http().post("CarePlan/$push", request("in", "Walk daily", ""), as("spec")))
                .hasStatus(200);
        assertThat(http().get("Patient/pat-" + id, as("fp"))).hasStatus(200); // Who is asked now.
        assertThat(http().get("Patient/pat-" + id, as("other"))).hasStatus(404);
    }

    /** Its dose would be told by what the taper is compared with. */
    @Test
    void aPrescriptionThatTheSenderMayNotReadIsNotThere() {
        String gp = ",\"generalPractitioner\":[{\"reference\":\"PractitionerRole/spec-" + id + "\"}]";
        http().put("Patient/pat-" + id, "{\"resourceType\":\"Patient\",\"id\":\"pat-" + id + "\"" + gp + "}");
        String target = "{\"url\":\"https://painbridge.example/fhir/StructureDefinition/target-mme\",\"valueQuantity\":"
                + "{\"value\":%d,\"unit\":\"mg/d\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/d\"}}";
        http().put("MedicationRequest/now-" + id, """
                {"resourceType":"MedicationRequest","id":"now-%1$s","extension":[%2$s],"status":"active","intent":"order",
                 "medicationCodeableConcept":{"text":"As told"},"subject":{"reference":"Patient/pat-%1$s"}}""".formatted(id, target.formatted(61)));
        String step = request("taper", "Less", ",{\"name\":\"dryRun\",\"valueBoolean\":true}")
                .replace(
                        "ServiceRequest\",",
                        "MedicationRequest\",\"priorPrescription\":{\"reference\":\"MedicationRequest/now-" + id
                                + "\"},")
                .replace("\"extension\":[", "\"extension\":[" + target.formatted(999) + ",")
                .replace(
                        "\"code\":{\"text\":\"Physiotherapy\"}",
                        "\"medicationCodeableConcept\":{\"text\":\"As told\"}");

        assertThat(http().post("CarePlan/$push", step).text()).contains("61 mg/d");
        assertThat(http().post("CarePlan/$push", step, as("spec")))
                .isRefused(422, "careplan-push-subject-differs")
                .at("Parameters.parameter[2].resource.entry[2].resource.priorPrescription");
    }

    private String[] as(String who) {
        Whose whose = new Whose.InCareOf(Set.of("PractitionerRole/" + who + "-" + id));
        AccessScope scope = AccessScope.of(new Grant(Set.of("CarePlan", "Task", "Patient"), whose, Set.of()));
        return callers.header(new AccessRights(scope, scope, scope, scope));
    }

    @Test
    void onePushSentTwentyTimesAtOnceIsOnePlanOneTaskAndOneNotification() {
        try (Receiver receiver = new Receiver()) {
            String mine = "Task?owner=PractitionerRole/fp-" + id;
            Answer subscribed = http().post("Subscription", subscription("care-plan-pushed", mine, receiver.url()));
            track("Subscription/" + subscribed.id());
            deliver();
            Queue<Answer> answers = new ConcurrentLinkedQueue<>();

            inParallel(20, () -> answers.add(push("race", "Walk daily", "")));
            deliver();

            assertThat(answers)
                    .hasSize(20)
                    .allSatisfy(answer -> assertThat(answer).hasStatus(200));
            assertThat(answers.stream().map(answer -> reference(answer, "carePlan")))
                    .containsOnly(reference(answers.element(), "carePlan"));
            assertThat(answers.stream().filter(answer -> !isDuplicate(answer))).hasSize(1);
            assertThat(total("CarePlan?patient=Patient/pat-" + id)).isEqualTo(1);
            assertThat(total("Task?code=review-care-plan&patient=Patient/pat-" + id))
                    .isEqualTo(1);
            assertThat(receiver.numbers()).containsExactly(1);
            assertThat(receiver.foci()).singleElement().asString().endsWith(reference(answers.element(), "task"));
        }
    }

    @Test
    void pushesOfOnePlanUnderSeveralIdentifiersAtOnceStoreItOnce() {
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        AtomicInteger count = new AtomicInteger();

        inParallel(8, () -> {
            String name = "\"push-" + count.incrementAndGet() + "-" + id;
            String request = request("one", "Walk daily", "").replace("\"one-" + id, name);
            statuses.add(http().post("CarePlan/$push", request).status());
        });

        assertThat(statuses).hasSize(8).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
        assertThat(inbox().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void theFamilyPhysicianOfAnotherServerIsNobodyHere() {
        http().put("Patient/pat-" + id, """
                        {"resourceType":"Patient","id":"pat-%1$s","generalPractitioner":[
                         {"reference":"https://other.example/fhir/PractitionerRole/fp-%1$s"}]}""".formatted(id));

        assertThat(http().post("CarePlan/$push", withoutRecipient("elsewhere")))
                .isRefused(422, "careplan-push-no-recipient");

        assertThat(inbox().path("total").asInt()).isZero();
    }

    @Test
    void theFamilyPhysicianInThePatientsRecordGetsTheReview() {
        http().put("Patient/pat-" + id, """
                        {"resourceType":"Patient","id":"pat-%1$s","generalPractitioner":[
                         {"reference":"http://localhost:8080/fhir/PractitionerRole/fp-%1$s"}]}""".formatted(id));

        assertThat(http().post("CarePlan/$push", withoutRecipient("record"))).hasStatus(200);

        assertThat(inbox().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aPatientNamedByTheAbsoluteAddressOfThisServerIsFound() {
        String request = request("absolute", "Walk daily", "")
                .replace("\"Patient/pat-", "\"http://localhost:8080/fhir/Patient/pat-");

        assertThat(http().post("CarePlan/$push", request)).hasStatus(200);
    }

    @Test
    void aRecipientOfATypeThatIsNotStoredHereIsUnknown() {
        String request = request("service", "Walk daily", "")
                .replace(
                        "{\"reference\":\"PractitionerRole/fp-" + id + "\"}",
                        "{\"type\":\"HealthcareService\",\"identifier\":{\"system\":\"urn:made-up:s\",\"value\":\"1\"}}");

        assertThat(http().post("CarePlan/$push", request)).isRefused(422, "careplan-push-recipient-unknown");
    }

    @Test
    void parametersThatAreNotThoseOfThePushAreRefused() {
        assertThat(http().post("CarePlan/$push", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(400, "careplan-push-parameter-invalid");
    }

    @Test
    void whatFhirWouldNotTakeIsRefusedWhereItIs() {
        String request = request("half", "Walk daily", "");

        assertThat(http().post("CarePlan/$push", request.replace("\"lifecycleStatus\":\"proposed\",", "")))
                .isRefused(422, "profile-violated")
                .at("Parameters.parameter[2].resource.entry[1].resource.lifecycleStatus");
        assertThat(http().post("CarePlan/$push", request.replace("\"status\":\"active\",", "")))
                .isRefused(422, "profile-violated");
        assertThat(inbox().path("total").asInt()).isZero();
    }

    @Test
    void aPushIdentifierTooLongToKeepIsRefused() {
        assertThat(push("a".repeat(300), "Walk daily", ""))
                .isRefused(400, "careplan-push-parameter-invalid")
                .at("Parameters.parameter[0].value")
                .saying("300");
    }

    private Answer push(String name, String title, String more) {
        return http().post("CarePlan/$push", request(name, title, more));
    }

    private String request(String name, String title, String more) {
        return """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{
                   "system":"https://painbridge.example/fhir/sid/plan-push","value":"%2$s-%1$s"}},
                 {"name":"recipient","valueReference":{"reference":"PractitionerRole/fp-%1$s"}},
                 {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                    "identifier":[{"system":"https://painbridge.example/fhir/sid/care-plan","value":"plan-%2$s-%1$s"}],
                    "status":"draft","intent":"plan","title":"%3$s",
                    "category":[{"coding":[{"system":"http://snomed.info/sct","code":"734163000"}]}],
                    "subject":{"reference":"Patient/pat-%1$s"},"author":{"reference":"PractitionerRole/spec-%1$s"},
                    "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                    "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}]}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                    "lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                    "subject":{"reference":"Patient/pat-%1$s"}}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","resource":{"resourceType":"ServiceRequest",
                    "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                      "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                    "status":"active","intent":"proposal","code":{"text":"Physiotherapy"},
                    "subject":{"reference":"Patient/pat-%1$s"}}}]}}%4$s]}""".formatted(id, name, title, more);
    }

    private String withoutRecipient(String name) {
        return request(name, "Walk daily", "").replaceFirst("\\{\"name\":\"recipient\".*\n", "");
    }

    private JsonNode inbox() {
        return http().get("Task?status=requested&owner=PractitionerRole/fp-" + id)
                .json();
    }

    private int total(String search) {
        return http().get(search + "&_total=accurate").json().path("total").asInt();
    }

    private static boolean isDuplicate(Answer answer) {
        return parameter(answer, "duplicate").path("valueBoolean").asBoolean();
    }
}
