package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    private static String named(JsonNode message) {
        return message.at("/entry/0/resource/id").asText();
    }

    private static List<String> numbers(JsonNode message) {
        return message.at("/entry/1/resource").findParents("valueString").stream()
                .filter(part -> part.path("name").asText().equals("event-number"))
                .map(part -> part.path("valueString").asText())
                .toList();
    }

    private String created(String body) {
        Answer answer = http().post("Subscription", body);
        assertThat(answer).hasStatus(201);
        return track("Subscription/" + answer.id());
    }
}
