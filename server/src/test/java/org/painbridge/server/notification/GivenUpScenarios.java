package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.SetClock;

/** Receivers that do not come back by themselves. */
abstract class GivenUpScenarios extends Working {
    private static final List<Duration> FIRST_PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private final Receiver receiver = new Receiver();

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aReceiverThatFailsForThreeDaysIsGivenUpAndGetsTheRestWhenItsOwnerAsks() throws InterruptedException {
        String owner = owner();
        String id = subscribed(receiver, owner);
        receiver.answers(503, new byte[0]);
        newTask(owner);
        SetClock clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        List<Duration> pauses = new ArrayList<>();
        try (Deliveries worker = worker(Duration.ZERO, clock)) {
            Instant beginning = clock.instant();
            while (clock.instant().isBefore(beginning.plus(Duration.ofHours(72)))) {
                await(worker.run());
                assertThat(status(id)).isEqualTo("active");
                pauses.add(Duration.between(clock.instant(), due(id)));
                clock.set(due(id));
            }
            await(worker.run());
        }
        assertThat(pauses.subList(0, 6)).containsExactlyElementsOf(FIRST_PAUSES);
        assertThat(pauses.subList(6, pauses.size())).hasSize(18).containsOnly(Duration.ofHours(4));
        assertThat(status(id)).isEqualTo("error");
        JsonNode told = operatorsTask(id);
        assertThat(told.path("status").asText()).isEqualTo("requested");
        assertThat(told.at("/owner/reference").asText()).isEqualTo("Organization/operator");
        assertThat(told.path("description").asText()).contains("HTTP status 503");
        newTask(owner);
        receiver.answers(204, new byte[0]);
        deliver();
        assertThat(receiver.numbers()).isEmpty();
        restart(id);
        deliver();

        assertThat(status(id)).isEqualTo("active");
        assertThat(receiver.numbers()).containsExactly(1, 2);
        assertThat(operatorsTask(id).path("status").asText()).isEqualTo("completed");
    }

    private JsonNode operatorsTask(String subscription) {
        JsonNode found =
                http().get("Task?code=receiver-given-up&focus=" + subscription).json();
        assertThat(found.path("entry")).hasSize(1);
        return found.at("/entry/0/resource");
    }

    @Test
    void whatAReceiverThatWasGivenUpHasLostIsSentAgain() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        IntStream.range(0, 3).forEach(i -> newTask(owner));
        deliver();
        receiver.answers(503, new byte[0]);
        newTask(owner);
        deliver();
        set(id, "due = 0, failing_since = 1");
        deliver();
        receiver.answers(204, new byte[0]);

        assertThat(http().post(id + "/$resend?eventsSinceNumber=2", "{\"resourceType\":\"Parameters\"}"))
                .hasStatus(200);
        deliver();

        assertThat(status(id)).isEqualTo("active");
        assertThat(receiver.numbers()).containsExactly(1, 2, 3, 2, 3, 4);
    }

    /** Until when it is left in peace. */
    private Instant due(String subscription) {
        return Instant.ofEpochMilli(database()
                .sql("select due from notification_subscription where subscription_id = ?")
                .param(subscription.split("/")[1])
                .query(Long.class)
                .single());
    }
}
