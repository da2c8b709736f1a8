package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.FhirHttp;

/**
 * Two servers as they are packed, on one PostgreSQL, and somebody who is told: one is killed as {@code kill -9} does while a
 * message of it is under way, and the other goes on.
 */
public final class TwoNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String OWNER = "Organization/inbox";

    private final Path jar;
    private final Path folder;
    private final String database;
    private final Receiver receiver = new Receiver();
    private final Ledger ledger = new Ledger(OWNER);
    private final List<PackedNode> nodes = new ArrayList<>();

    /** @param database URL of a PostgreSQL without tables */
    public TwoNodes(Path jar, Path folder, String database) throws IOException, InterruptedException {
        this.jar = jar;
        this.folder = folder;
        this.database = database;
        nodes.add(PackedNode.start(jar, folder, "one", database));
        nodes.add(PackedNode.start(jar, folder, "other", database));
        for (PackedNode node : nodes) {
            node.awaitReady();
        }
        subscribe();
    }

    private void subscribe() {
        FhirHttp http = nodes.getFirst().http();
        AnswerAssert.assertThat(http.put(OWNER, """
                {"resourceType":"Organization","id":"inbox","name":"Example"}""")).hasStatus(201);
        String body = Subscribing.subscription("care-plan-task", "Task?owner=" + OWNER, receiver.url());
        Answer subscribed = http.post("Subscription", body);
        AnswerAssert.assertThat(subscribed).hasStatus(201);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                http.get("Subscription/" + subscribed.id()).text())
                        .contains("\"active\""));
    }

    /**
     * Kills the node whose message is under way, between a commit and the delivery of what was committed; the other sends it.
     *
     * @throws AssertionError where anything was lost, or came again without need
     */
    public void killOne() throws InterruptedException {
        for (PackedNode node : nodes) {
            ledger.write(node.http(), 5);
        }
        CountDownLatch gate = new CountDownLatch(1);
        int before = receiver.held().size();
        receiver.waitsFor(gate);
        ledger.write(nodes.getFirst().http(), 3);
        Awaitility.await().atMost(PATIENCE).until(() -> receiver.held().size() > before);
        List<JsonNode> held = receiver.held().subList(before, before + 1);
        PackedNode victim = nodes.stream()
                .filter(node -> node.hasSent(held.getFirst()))
                .findFirst()
                .orElseThrow();
        ledger.write(victim.http(), 3);

        victim.kill();
        nodes.remove(victim);
        gate.countDown();
        ledger.write(nodes.getFirst().http(), 3);

        Awaitility.await().atMost(PATIENCE).until(() -> ledger.isReceived(receiver));
        ledger.check(receiver);
        assertThat(Receiver.numbers(receiver.messages().stream()
                        .filter(nodes.getFirst()::hasSent)
                        .toList()))
                .as("sent by the other node")
                .containsAll(Receiver.numbers(held));
    }

    /** Starts the node again that was killed; the other is the next. */
    public void startAgain() throws IOException, InterruptedException {
        PackedNode next = PackedNode.start(jar, folder, "again", database);
        nodes.add(next);
        next.awaitReady();
    }

    @Override
    public void close() {
        receiver.close();
        nodes.forEach(PackedNode::close);
    }
}
