package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.store.SetClock;

/** Receivers that are slow, down, or answer oddly, and workers that share them. */
abstract class ReceiverScenarios extends Working {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aReceiverThatDoesNotAnswerTheHandshakeMakesItAnError() {
        receiver.answers(500, new byte[0]);
        String id = subscribe(receiver, owner());

        deliver();

        assertThat(status(id)).isEqualTo("error");
        assertThat(http().get(id).json().path("error").asText()).contains("HTTP status 500");
        assertThat(http().get(id + "/$status").text()).contains("\"name\":\"error\"", "HTTP status 500");
    }

    @Test
    void aReceiverThatWasDownGetsEverythingInOrder() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        receiver.answers(503, new byte[0]);
        String first = newTask(owner);
        deliver();
        String second = newTask(owner);
        deliver();
        assertThat(receiver.numbers()).isEmpty();

        receiver.answers(204, new byte[0]);
        deliver();
        assertThat(receiver.numbers()).as("within the pause").isEmpty();
        pauseIsOver(id);
        deliver();

        assertThat(receiver.numbers()).containsExactly(1, 2);
        assertThat(receiver.foci().get(0)).endsWith(first);
        assertThat(receiver.foci().get(1)).endsWith(second);
        assertThat(status(id)).isEqualTo("active");
    }

    @Test
    void aReceiverThatWasDownForTwoHoursGetsEverythingInOrder() throws InterruptedException {
        String owner = owner();
        String id = subscribed(receiver, owner);
        receiver.answers(503, new byte[0]);
        SetClock clock = new SetClock(Instant.now());
        List<String> told = new ArrayList<>();
        try (Deliveries worker = worker(Duration.ZERO, clock)) {
            for (int minutes = 0; minutes < 120; minutes += 10) {
                told.add(newTask(owner));
                await(worker.run());
                clock.set(clock.instant().plus(Duration.ofMinutes(10)));
            }
            assertThat(receiver.numbers()).isEmpty();
            assertThat(status(id)).isEqualTo("active");
            assertThat(receiver.paths())
                    .as("it is left in peace for longer and longer")
                    .hasSizeBetween(4, 9);

            receiver.answers(204, new byte[0]);
            clock.set(clock.instant().plus(Duration.ofHours(2)));
            await(worker.run());
        }

        assertThat(receiver.numbers())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, told.size()).boxed().toList());
        assertThat(receiver.foci().stream()
                        .map(focus -> focus.replaceFirst(".*/Task/", "Task/"))
                        .toList())
                .isEqualTo(told);
    }

    @Test
    void aSlowReceiverDoesNotDelayAnother() {
        try (Receiver slow = new Receiver()) {
            String owner = owner();
            subscribed(slow, owner);
            subscribed(receiver, owner);
            CountDownLatch open = new CountDownLatch(1);
            slow.waitsFor(open);

            newTask(owner);
            List<Future<?>> begun = deliveries().run();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
            assertThat(slow.numbers()).isEmpty();
            open.countDown();
            await(begun);

            assertThat(slow.numbers()).containsExactly(1);
        }
    }

    @Test
    void twoWorkersOnOneDatabaseSendEachEventOnce() throws InterruptedException {
        List<Receiver> receivers =
                IntStream.range(0, 3).mapToObj(i -> new Receiver()).toList();
        String owner = owner();
        receivers.forEach(each -> subscribed(each, owner));
        try (Deliveries one = worker();
                Deliveries other = worker()) {
            inParallel(4, () -> {
                for (int i = 0; i < 10; i++) {
                    newTask(owner);
                    await(one.run());
                    await(other.run());
                }
            });
            await(one.run());
            await(other.run());
        }

        for (Receiver each : receivers) {
            assertThat(each.numbers())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 40).boxed().toList());
            each.close();
        }
    }

    @Test
    void whatAWorkerHadTakenWhenItDiedIsTakenOver() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        newTask(owner);
        set(id, "lease = 'of a node that died', leased_until = " + Long.MAX_VALUE);
        deliver();
        assertThat(receiver.numbers()).as("while the lease runs").isEmpty();

        set(id, "leased_until = 1");
        deliver();

        assertThat(receiver.numbers()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 10_000_000})
    void whateverTheReceiverAnswersBeside2xxDoesNotMatter(int bytes) {
        receiver.answers(200, new byte[bytes]);
        String owner = owner();
        String id = subscribed(receiver, owner);

        newTask(owner);
        deliver();

        assertThat(status(id)).isEqualTo("active");
        assertThat(receiver.numbers()).containsExactly(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (Receiver elsewhere = new Receiver()) {
            receiver.redirectsTo(elsewhere.url());
            String id = subscribe(receiver, owner());

            deliver();

            assertThat(status(id)).isEqualTo("error");
            assertThat(elsewhere.messages()).isEmpty();
        }
    }

    @Test
    void aWorkerIsWokenByACommitAndByTheClock() throws InterruptedException {
        String owner = owner();
        subscribed(receiver, owner);

        try (Deliveries woken = worker(Duration.ofMinutes(1))) {
            newTask(owner);
            woken.wake();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
        }
        try (Deliveries ticking = worker(Duration.ofMillis(10))) {
            newTask(owner);
            ticking.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 2));
        }
    }
}
