package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.notification.Receiver.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.careplan.PushedPlan;

abstract class NotificationScenarios extends Subscribing {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aReceiverThatAnswersTheHandshakeMakesTheSubscriptionActive() {
        String id = subscribe(receiver, owner());
        assertThat(status(id)).isEqualTo("requested");

        deliver();

        assertThat(status(id)).isEqualTo("active");
        assertThat(receiver.messages()).hasSize(1);
        JsonNode hello = receiver.messages().getFirst();
        assertThat(hello.path("type").asText()).isEqualTo("history");
        assertThat(hello.at("/entry/0/request/url").asText()).endsWith(id + "/$status");
        assertThat(hello.at("/entry/0/response/status").asText()).isEqualTo("200");
        assertThat(value(hello, "type", "/valueCode")).isEqualTo("handshake");
        assertThat(value(hello, "subscription", "/valueReference/reference")).endsWith(id);
        JsonNode status = http().get(id + "/$status").json();
        assertThat(value(status, "status", "/valueCode")).isEqualTo("active");
        assertThat(value(status, "events-since-subscription-start", "/valueString"))
                .isEqualTo("0");
    }

    @Test
    void eventsOfWritesAtOnceHaveNumbersWithoutGapsAndArriveInTheirOrder() {
        String owner = owner();
        subscribed(receiver, owner);

        newTask(owner());
        inParallel(4, () -> IntStream.range(0, 10).forEach(i -> newTask(owner)));
        deliver();

        assertThat(receiver.numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(receiver.foci()).hasSize(40).doesNotHaveDuplicates().allMatch(focus -> focus.contains("/Task/"));
    }

    @Test
    void aWriteThatIsRolledBackTakesNoNumber() {
        String owner = owner();
        subscribed(receiver, owner);
        String failing =
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":%s,"request":{"method":"POST","url":"Task"}},
                 {"resource":{"resourceType":"Organization","id":"x"},
                  "request":{"method":"PUT","url":"%s","ifMatch":"W/\\"99\\""}}]}""".formatted(task(owner), owner).replace("\"id\":\"x\"", "\"id\":\"" + owner.split("/")[1] + "\"");

        assertThat(http().post("", failing)).hasStatus(412);
        String task = newTask(owner);
        deliver();

        assertThat(receiver.numbers()).containsExactly(1);
        assertThat(receiver.foci().getFirst()).endsWith(task);
    }

    @Test
    void whoMissedSomethingAsksForTheEvents() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        IntStream.range(0, 5).forEach(i -> newTask(owner));

        Answer answer = http().get(id + "/$events?eventsSinceNumber=2&eventsUntilNumber=4");

        assertThat(answer).hasStatus(200);
        assertThat(value(answer.json(), "type", "/valueCode")).isEqualTo("query-event");
        assertThat(value(answer.json(), "events-since-subscription-start", "/valueString"))
                .isEqualTo("5");
        assertThat(answer.json().findValuesAsText("name"))
                .filteredOn("event-number"::equals)
                .hasSize(3);
        assertThat(http().get(id + "/$events?content=empty").text()).doesNotContain("\"focus\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "id-only"})
    void aMessageSaysNoMoreThanWasAskedFor(String content) {
        String owner = owner();
        created(subscription("care-plan-task", "Task?owner=" + owner, receiver.url())
                .replace("id-only", content));
        deliver();

        String task = newTask(owner);
        deliver();

        JsonNode told = receiver.messages().getLast();
        assertThat(told.path("entry")).hasSize(1);
        assertThat(receiver.numbers()).containsExactly(1);
        assertThat(told.toString().contains(task)).isEqualTo(content.equals("id-only"));
        assertThat(told.toString().contains(owner)).isFalse();
    }

    @Test
    void aMessageIsInTheTrailOfThePatientWhomItIsAbout() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        String patient = "told-" + unique();
        http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
        String whose = "\"for\":{\"reference\":\"Patient/" + patient + "\"},\"owner\"";
        assertThat(http().post("Task", task(owner).replace("\"owner\"", whose))).hasStatus(201);
        assertThat(http().get("AuditEvent?patient=Patient/" + patient).text()).doesNotContain(id);

        deliver();

        assertThat(http().get("AuditEvent?patient=Patient/" + patient).text()).contains(id);
    }

    @Test
    void onceDeletedNobodyIsTold() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        newTask(owner);

        assertThat(http().delete(id)).hasStatus(204);
        deliver();

        assertThat(receiver.numbers()).isEmpty();
        assertThat(http().get(id + "/$status")).isRefused(410, "deleted");
    }

    @Test
    void aPlanThatIsPushedIsToldOnceToWhomItIsFor() {
        String mark = unique();
        Answer subscribed = http().post(
                        "Subscription",
                        subscription("care-plan-pushed", "Task?owner=PractitionerRole/fp-" + mark, receiver.url()));
        assertThat(subscribed).hasStatus(201);
        track("Subscription/" + subscribed.id());
        deliver();

        PushedPlan plan = new PushedPlan(http(), mark);
        deliver();

        assertThat(receiver.numbers()).containsExactly(1);
        assertThat(receiver.foci().getFirst()).endsWith(plan.review());
    }

    @Test
    void whoHearsNothingForLongHearsAHeartbeat() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url());
        String id = created(body.replace("\"type\":\"rest-hook\"", extension("heartbeat-period", "UnsignedInt", 60)));
        deliver();
        newTask(owner);
        deliver();
        deliver();
        assertThat(receiver.messages()).hasSize(2);

        set(id, "heartbeat_due = 1");
        deliver();
        deliver();

        assertThat(receiver.messages()).hasSize(3);
        JsonNode beat = receiver.messages().getLast();
        assertThat(value(beat, "type", "/valueCode")).isEqualTo("heartbeat");
        assertThat(value(beat, "events-since-subscription-start", "/valueString"))
                .isEqualTo("1");
        assertThat(receiver.numbers()).containsExactly(1);
    }

    @Test
    void aMessageHasAtMostWhatItsReceiverTakes() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url());
        created(body.replace("\"type\":\"rest-hook\"", extension("max-count", "PositiveInt", 2)));
        deliver();

        IntStream.range(0, 5).forEach(i -> newTask(owner));
        deliver();

        assertThat(receiver.numbers()).containsExactly(1, 2, 3, 4, 5);
        assertThat(receiver.messages()).hasSize(4);
    }

    @Test
    void aHeaderOfTheChannelIsSentWithEachMessageAndReadByNobody() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url());
        String id = created(body.replace(
                "\"type\":\"rest-hook\"",
                "\"type\":\"rest-hook\",\"header\":[\"Authorization: Bearer not-to-be-read\"]"));
        deliver();
        newTask(owner);
        deliver();

        ObjectNode read = (ObjectNode) http().get(id).json();
        assertThat(receiver.authorizations()).containsExactly("Bearer not-to-be-read", "Bearer not-to-be-read");
        assertThat(http().get(id + "/_history").text())
                .contains("Authorization: sealed.")
                .doesNotContain("not-to-be-read");
        assertThat(http().put(id, read.put("status", "requested").toString())).hasStatus(200);
        deliver();
        assertThat(receiver.authorizations()).hasSize(3).containsOnly("Bearer not-to-be-read");
        ((ObjectNode) read.path("channel")).put("endpoint", receiver.url() + "/agreed");
        assertThat(http().put(id, read.toString()))
                .isRefused(422, "unsupported-subscription")
                .at("Subscription.channel.header");
    }

    @Test
    void theStatusOfSeveralIsAskedAtOnce() {
        String one = subscribed(receiver, owner());
        String other = subscribe(receiver, owner());
        String both = "Subscription/$status?id=" + one.split("/")[1] + "," + other.split("/")[1];

        assertThat(http().get(both).json().path("total").asInt()).isEqualTo(2);
        JsonNode active = http().get(both + "&status=active").json();
        assertThat(active.path("total").asInt()).isEqualTo(1);
        assertThat(value(active, "subscription", "/valueReference/reference")).endsWith(one);
        assertThat(http().get(both + "&status=asleep")).isRefused(400, "invalid-parameter");
    }

    @Test
    void whereItWasAgreedTheResourceItselfIsSent() {
        String owner = owner();
        String body = subscription("care-plan-task", "Task?owner=" + owner, receiver.url() + "/agreed");
        created(body.replace("id-only", "full-resource"));
        deliver();

        String task = newTask(owner);
        deliver();

        JsonNode told = receiver.messages().getLast();
        assertThat(told.at("/entry/1/fullUrl").asText()).endsWith(task);
        assertThat(told.at("/entry/1/resource/owner/reference").asText()).isEqualTo(owner);
        assertThat(told.at("/entry/1/request/method").asText()).isEqualTo("GET");
        assertThat(told.at("/entry/1/response/status").asText()).isEqualTo("200");
    }
}
