package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.server.PostgresServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * A node in a process of its own is killed while a message of it is under way, and the server of the tests, on the same
 * PostgreSQL, goes on. {@code make chaos CHAOS="victim=notifications"} does so twenty times, with two packed servers.
 */
@PostgresServerTest
class TwoNodesIT extends Subscribing {
    private static final Path JAR = Path.of("target", "painbridge-server-app.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired
    private Environment environment;

    @TempDir
    private Path folder;

    @Test
    void whatIsUnderWayWhenANodeIsKilledIsSentByAnotherAndNothingIsLost() throws IOException, InterruptedException {
        String database = environment.getRequiredProperty("spring.datasource.url");
        try (PackedNode victim = PackedNode.start(JAR, folder, "victim", database);
                Receiver receiver = new Receiver()) {
            String owner = owner();
            Ledger ledger = new Ledger(owner);
            subscribed(receiver, owner);
            ledger.write(http(), 3);
            deliver();
            victim.awaitReady();
            CountDownLatch gate = new CountDownLatch(1);
            receiver.waitsFor(gate);
            ledger.write(victim.http(), 2);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !receiver.heldNumbers().isEmpty());
            assertThat(receiver.held())
                    .as("under way from the node that is killed")
                    .allMatch(victim::hasSent);
            ledger.write(victim.http(), 2);

            victim.kill();
            gate.countDown();
            ledger.write(http(), 2);

            Awaitility.await().atMost(PATIENCE).until(() -> {
                deliver();
                return ledger.isReceived(receiver);
            });
            ledger.check(receiver);
            List<JsonNode> taken = receiver.messages().stream()
                    .filter(message -> !victim.hasSent(message))
                    .toList();
            assertThat(Receiver.numbers(taken)).as("sent by the other node").containsAll(receiver.heldNumbers());
        }
    }
}
