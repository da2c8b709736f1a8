package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.notification.Receiver.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Who listens by websocket hears what a rest-hook would, and nobody else does. */
abstract class SocketScenarios extends Subscribing {
    private static final String NO_PARAMETERS = "{\"resourceType\":\"Parameters\"}";

    @Autowired
    private ScopedCallers callers;

    @Autowired
    private Bindings bindings;

    private String owner;
    private String id;

    @BeforeEach
    void subscription() {
        owner = owner();
        id = created(bySocket(owner));
    }

    @Test
    void whoHasShownATokenHearsWhatHappensAndWhatHasWaited() {
        deliver();
        assertThat(status(id)).isEqualTo("requested");
        try (Listening listening = new Listening(socket())) {
            listening.say("bind-with-token " + socketToken(id));
            listening.await(deliveries(), 1);
            Awaitility.await().untilAsserted(() -> assertThat(status(id)).isEqualTo("active"));
            newTask(owner);
            listening.await(deliveries(), 2);
        }
        // What is sent before the server has seen the end counts as received.
        Awaitility.await().until(() -> !bindings.ids().contains(id.split("/")[1]));
        String waiting = newTask(owner);
        deliver();

        try (Listening again = new Listening(socket())) {
            again.say("bind-with-token " + socketToken(id));
            again.await(deliveries(), 2);

            assertThat(value(again.messages().getFirst(), "type", "/valueCode")).isEqualTo("handshake");
            JsonNode told = again.messages().getLast();
            assertThat(value(told, "events-since-subscription-start", "/valueString"))
                    .isEqualTo("2");
            assertThat(told.toString()).contains(waiting);
        }
    }

    @Test
    void withoutATokenNobodyIsListenedTo() {
        try (Listening listening = new Listening(socket())) {
            listening.say("bind-with-token made-up");

            assertThat(listening.awaitEnd()).isEqualTo(1008);
        }
        try (Listening listening = new Listening(socket())) {
            listening.say("bind " + id);

            assertThat(listening.awaitEnd()).isEqualTo(1003);
        }
    }

    @Test
    void aTokenIsForWhoeverHasMadeTheSubscription() {
        String[] other = callers.header(
                AccessScope.of(new Grant(Set.of("Task", "Subscription"), new Whose.Everybody(), Set.of())));

        assertThat(http().get(id, other)).hasStatus(200);
        assertThat(http().post(id + "/$get-ws-binding-token", NO_PARAMETERS, other))
                .isRefused(403, "access-denied");
        assertThat(http().post("Subscription/$get-ws-binding-token", NO_PARAMETERS))
                .isRefused(400, "invalid-parameter");
    }
}
