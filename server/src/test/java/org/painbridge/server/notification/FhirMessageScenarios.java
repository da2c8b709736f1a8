package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What happened, told by messages of R4. */
abstract class FhirMessageScenarios extends Subscribing {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aFhirMessageCarriesWhatARestHookWouldGet() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url() + "/fhir");
        String id = created(body.replace("\"rest-hook\"", "\"message\""));
        deliver();
        assertThat(status(id)).isEqualTo("active");

        String task = newTask(owner);
        deliver();

        JsonNode told = receiver.messages().getLast();
        assertThat(receiver.paths()).containsOnly("/receiver/fhir/$process-message");
        assertThat(told.path("type").asText()).isEqualTo("message");
        assertThat(told.at("/entry/0/resource/resourceType").asText()).isEqualTo("MessageHeader");
        assertThat(told.at("/entry/0/resource/focus/0/reference").asText())
                .isEqualTo(told.at("/entry/1/fullUrl").asText());
        assertThat(told.at("/entry/1/resource").toString()).contains(task, "event-notification");
        String name = told.at("/entry/0/resource/id").asText();
        assertThat(told.at("/entry/0/fullUrl").asText()).isEqualTo("urn:uuid:" + name);
        assertThat(told.path("id").asText()).isNotEmpty().isNotEqualTo(name);
    }

    @Test
    void aFhirMessageThatComesAgainIsTheSameWhateverHasHappenedSince() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url() + "/fhir")
                .replace("\"rest-hook\"", "\"message\"");
        String id = created(body);
        deliver();
        receiver.answers(503, new byte[0]);
        newTask(owner);
        deliver();
        receiver.answers(204, new byte[0]);
        newTask(owner);
        pauseIsOver(id);
        deliver();

        JsonNode first = receiver.refused().getLast();
        List<JsonNode> got = receiver.messages().subList(1, receiver.messages().size()); // After the handshake.
        assertThat(got).hasSize(2);
        assertThat(named(got.get(0))).isEqualTo(named(first));
        assertThat(numbers(got.get(0))).isEqualTo(numbers(first)).containsExactly("1");
        assertThat(numbers(got.get(1))).containsExactly("2");

        assertThat(http().delete(id)).hasStatus(204);
        assertThat(http().put(id, body.replaceFirst("\\{", "{\"id\":\"" + id.split("/")[1] + "\",")))
                .hasStatus(201);
        deliver();
        newTask(owner);
        deliver();
        assertThat(named(receiver.messages().getLast()))
                .as("event 1 of another Subscription of that id")
                .isNotEqualTo(named(first));
    }

    /** As the guides for referrals in Ontario and Canada have it. */
    @Test
    void whereResourcesWereAgreedATaskComesByTheEventOfTheReferralGuide() {
        String owner = owner();
        String number = unique();
        String patient = unique();
        http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
        String referral = "ServiceRequest/"
                + http().post("ServiceRequest", """
                {"resourceType":"ServiceRequest","status":"active","intent":"order","code":{"text":"Pain clinic"},
                 "identifier":[{"system":"urn:made-up:referrals","value":"%s"}],"subject":{"reference":"Patient/%s"}}""".formatted(number, patient)).id();
        created(toAgreed(subscription("care-plan-task", "Task?owner=" + owner, receiver.url())));
        deliver();
        String body = task(owner)
                .replace("review-care-plan", "process-request")
                .replace("\"owner\"", "\"basedOn\":[{\"reference\":\"" + referral + "\"}],\"owner\"");

        Answer asked = http().post("Task", body);
        deliver();
        ObjectNode taken = ((ObjectNode) asked.json()).put("status", "accepted");
        assertThat(http().put("Task/" + asked.id(), taken.toString())).hasStatus(200);
        newTask(owner);
        deliver();

        List<JsonNode> told = receiver.messages().subList(1, 4); // After the handshake.
        assertThat(told.stream()
                        .map(message ->
                                message.at("/entry/0/resource/eventCoding/code").asText()))
                .containsExactly(
                        "notify-add-process-request", "notify-update-process-request", "notify-add-process-request");
        JsonNode update = told.get(1);
        assertThat(update.at("/entry/0/resource/eventCoding/system").asText())
                .isEqualTo("https://ehealthontario.ca/fhir/CodeSystem/message-event-code");
        assertThat(update.at("/entry/0/resource").has("eventUri")).isFalse();
        assertThat(update.path("entry")).hasSize(2);
        assertThat(update.at("/entry/0/resource/focus/0/reference").asText())
                .isEqualTo(update.at("/entry/1/fullUrl").asText())
                .endsWith("Task/" + asked.id());
        assertThat(update.at("/entry/1/resource/status").asText()).isEqualTo("accepted");
        assertThat(update.at("/entry/1/resource/basedOn/0/identifier/value").asText())
                .isEqualTo(number);
        assertThat(update.at("/entry/1").has("request")).isFalse();
    }

    @Test
    void aMessageOfTheGuideWhoseTaskHasChangedSinceIsAnotherOne() {
        String owner = owner();
        String id = created(toAgreed(subscription("care-plan-task", "Task?owner=" + owner, receiver.url())));
        deliver();
        receiver.answers(503, new byte[0]);
        Answer asked = http().post("Task", task(owner));
        deliver();
        pauseIsOver(id);
        deliver();
        ObjectNode taken = ((ObjectNode) asked.json()).put("status", "accepted");
        assertThat(http().put("Task/" + asked.id(), taken.toString())).hasStatus(200);
        receiver.answers(204, new byte[0]);
        pauseIsOver(id);
        deliver();

        List<JsonNode> refused = receiver.refused();
        JsonNode first = refused.get(refused.size() - 2);
        assertThat(named(refused.getLast())).isEqualTo(named(first));
        assertThat(named(receiver.messages().get(1))).isNotEqualTo(named(first)); // After the handshake.
    }

    @Test
    void whatTheReferralGuideHasNoEventForKeepsOurTopic() {
        String owner = owner();
        created(toAgreed(subscription("care-plan-task", "Task?owner=" + owner, receiver.url())));
        deliver();

        assertThat(http().post("Task", task(owner).replace("review-care-plan", "send-on-paper")))
                .hasStatus(201);
        deliver();

        JsonNode told = receiver.messages().getLast();
        assertThat(told.at("/entry/0/resource/eventUri").asText()).endsWith("/SubscriptionTopic/care-plan-task");
        assertThat(told.at("/entry/1/resource/resourceType").asText()).isEqualTo("Bundle");
        assertThat(told.at("/entry/1/resource/entry")).hasSize(2);
    }

    private static String toAgreed(String body) {
        return body.replace("\"rest-hook\"", "\"message\"")
                .replace("/receiver\"", "/receiver/agreed\"")
                .replace("id-only", "full-resource");
    }

    private static String named(JsonNode message) {
        return message.at("/entry/0/resource/id").asText();
    }

    private static List<String> numbers(JsonNode message) {
        return message.at("/entry/1/resource").findParents("valueString").stream()
                .filter(part -> part.path("name").asText().equals("event-number"))
                .map(part -> part.path("valueString").asText())
                .toList();
    }
}
