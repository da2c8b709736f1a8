package org.painbridge.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

/** Subscriptions of one test, which end with it. */
public abstract class Subscribing extends ServerScenarios {
    private static final String TOPIC = "https://painbridge.example/fhir/SubscriptionTopic/";

    @Autowired
    private Deliveries deliveries;

    private final List<String> subscriptions = new ArrayList<>();

    @AfterEach
    void nobodyIsToldAnyMore() {
        subscriptions.forEach(each -> http().delete(each));
    }

    /** All that waits, to its end. */
    protected final void deliver() {
        await(deliveries.run());
    }

    protected final Deliveries deliveries() {
        return deliveries;
    }

    protected static void await(List<Future<?>> begun) {
        for (Future<?> each : begun) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A Subscription to the Tasks of an owner. */
    protected final String subscribe(Receiver receiver, String owner) {
        return created(subscription("care-plan-task", "Task?owner=" + owner, receiver.url()));
    }

    /** The same, and the receiver has said hello. */
    protected final String subscribed(Receiver receiver, String owner) {
        String id = subscribe(receiver, owner);
        deliver();
        return id;
    }

    protected final String track(String subscription) {
        subscriptions.add(subscription);
        return subscription;
    }

    protected static String subscription(String topic, String filter, String endpoint) {
        return """
                {"resourceType":"Subscription","status":"requested","reason":"Inbox of a practice",
                 "criteria":"%1$s",
                 "_criteria":{"extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria",
                   "valueString":"%2$s"}]},
                 "channel":{"type":"rest-hook","endpoint":"%3$s","payload":"application/fhir+json",
                  "_payload":{"extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
                    "valueCode":"id-only"}]}}}""".formatted(TOPIC + topic, filter, endpoint);
    }

    protected static String bySocket(String owner) {
        return subscription("care-plan-task", "Task?owner=" + owner, "x")
                .replace("\"rest-hook\",\"endpoint\":\"x\"", "\"websocket\"");
    }

    /** A Subscription as the body has it. */
    protected final String created(String body) {
        Answer answer = http().post("Subscription", body);
        AnswerAssert.assertThat(answer).hasStatus(201);
        return track("Subscription/" + answer.id());
    }

    /** Where who listens connects. */
    protected final String socket() {
        return base().replaceFirst("^http", "ws").replaceFirst("/fhir$", "/websocket");
    }

    protected final String socketToken(String subscription) {
        Answer answer = http().post(
                        "Subscription/$get-ws-binding-token?id=" + subscription.split("/")[1],
                        "{\"resourceType\":\"Parameters\"}");
        AnswerAssert.assertThat(answer).hasStatus(200);
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("token"))
                .findFirst()
                .orElseThrow()
                .path("valueString")
                .asText();
    }

    /** The channel of a rest-hook that has one. */
    protected static String extension(String name, String type, int value) {
        return """
                "extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-%s",
                 "value%s":%d}],"type":"rest-hook\"""".formatted(name, type, value);
    }

    protected static String task(String owner) {
        return """
                {"resourceType":"Task","status":"requested","intent":"order",
                 "code":{"coding":[{"system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"review-care-plan"}]},
                 "owner":{"reference":"%s"}}""".formatted(owner);
    }

    /** {@code Organization/...}, which is stored. */
    protected final String owner() {
        String id = "inbox-" + unique();
        AnswerAssert.assertThat(http().put("Organization/" + id, """
                {"resourceType":"Organization","id":"%s","name":"Example"}""".formatted(id)))
                .hasStatus(201);
        return "Organization/" + id;
    }

    protected final String newTask(String owner) {
        Answer answer = http().post("Task", task(owner));
        AnswerAssert.assertThat(answer).hasStatus(201);
        return "Task/" + answer.id();
    }

    protected final String status(String subscription) {
        return http().get(subscription).json().path("status").asText();
    }

    /** As its owner starts it again. */
    protected final void restart(String subscription) {
        JsonNode now = http().get(subscription).json();
        ((ObjectNode) now).put("status", "requested");
        AnswerAssert.assertThat(http().put(subscription, now.toString())).hasStatus(200);
    }

    /** As if the pause after a failure were over. */
    protected final void pauseIsOver(String subscription) {
        set(subscription, "due = 0");
    }

    /** @param what as SQL */
    protected final void set(String subscription, String what) {
        database()
                .sql("update notification_subscription set " + what + " where subscription_id = ?")
                .param(subscription.split("/")[1])
                .update();
    }

    protected static void inParallel(int times, Runnable work) {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            IntStream.range(0, times).forEach(i -> all.add(threads.submit(work)));
        }
        await(all);
    }
}
