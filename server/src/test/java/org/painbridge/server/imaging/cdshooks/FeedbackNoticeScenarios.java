package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.notification.Receiver;
import org.painbridge.server.notification.Subscribing;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/** What clients tell of cards is told to who subscribed, as what they tell by the operation. */
@TestExecutionListeners(listeners = DecisionsAreKept.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
abstract class FeedbackNoticeScenarios extends Subscribing {
    private final Receiver receiver = new Receiver();
    private final String patient = unique();
    private String card;

    @BeforeEach
    void aCardAboutAPatientOfOurs() {
        http().put("Patient/" + patient, HookCalls.patient(patient).toString());
        String mine = "Task?patient=Patient/" + patient;
        Answer subscribed = http().post("Subscription", subscription("imaging-feedback", mine, receiver.url()));
        assertThat(subscribed).hasStatus(201);
        track("Subscription/" + subscribed.id());
        deliver();
        ObjectNode order = HookScenarios.mri();
        order.putObject("subject").put("reference", "Patient/" + patient);
        HookCalls call = sign(order).prefetch("answers", HookCalls.bundle(HookCalls.denied()));
        call.json().withObject("/context").put("patientId", patient);
        card = hooks().post(HookScenarios.SERVICE, call.toString())
                .json()
                .at("/cards/0/uuid")
                .asText();
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void anOverrideOfACardIsATaskAboutTheDecisionAndToldOnce() {
        String override = """
                {"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-27T15:00:00Z","overrideReason":{
                 "reason":{"system":"urn:reasons","code":"waiting-time","display":"Waiting"},"userComment":"as discussed"}}""".formatted(card);

        feedback(override + "," + override);
        feedback(override);
        deliver();

        JsonNode tasks = tasks();
        assertThat(tasks.path("total").asInt()).isEqualTo(1);
        JsonNode task = tasks.at("/entry/0/resource");
        assertThat(task.path("status").asText()).isEqualTo("rejected");
        assertThat(task.at("/focus/reference").asText())
                .isEqualTo("GuidanceResponse/"
                        + DecisionId.of(UUID.fromString(card)).ulid());
        assertThat(task.at("/statusReason/coding/0/code").asText()).isEqualTo("waiting-time");
        assertThat(task.at("/note/0/text").asText()).isEqualTo("as discussed");
        assertThat(receiver.numbers()).containsExactly(1);
        assertThat(receiver.foci().getFirst()).endsWith(task.path("id").asText());
    }

    @Test
    void aCardThatNobodyWasShownIsToldToNobody() {
        feedback("""
                {"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-27T15:00:00Z"}""".formatted(UUID.randomUUID()));
        database()
                .sql("update imaging_decision set client = 'another' where decision_id = ?")
                .param(DecisionId.of(UUID.fromString(card)).ulid())
                .update();
        feedback("""
                {"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-27T15:00:00Z"}""".formatted(card));
        deliver();

        assertThat(tasks().path("total").asInt()).isZero();
        assertThat(receiver.numbers()).isEmpty();
    }

    private JsonNode tasks() {
        return http().get("Task?_total=accurate&patient=Patient/" + patient).json();
    }

    private void feedback(String items) {
        assertThat(hooks().post(HookScenarios.SERVICE + "/feedback", "{\"feedback\":[" + items + "]}"))
                .hasStatus(200);
    }

    private FhirHttp hooks() {
        return new FhirHttp(base().replaceFirst("/fhir$", ""));
    }
}
