package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.bench.JvmProcess;

/**
 * Two servers as they are packed, on one PostgreSQL, and somebody who is told: one is killed as {@code kill -9} does while a
 * message of it is under way. A ledger has what the servers have said that they have.
 */
public final class TwoNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String OWNER = "Organization/inbox";
    private static final String ENCRYPTION =
            "--painbridge.imaging.signing.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Path jar;
    private final Path folder;
    private final String database;
    private final Receiver receiver = new Receiver();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> ledger = new ArrayList<>();

    private record Node(JvmProcess process, int port) {
        FhirHttp http() {
            return new FhirHttp("http://127.0.0.1:" + port + "/fhir");
        }
    }

    /** @param database URL of a PostgreSQL without tables */
    public TwoNodes(Path jar, Path folder, String database) throws IOException, InterruptedException {
        this.jar = jar.toAbsolutePath();
        this.folder = folder;
        this.database = database;
        nodes.add(start("one"));
        nodes.add(start("other"));
        for (Node node : nodes) {
            ready(node);
        }
        subscribe();
    }

    private Node start(String name) throws IOException {
        int port = JvmProcess.freePort();
        return new Node(
                JvmProcess.start(
                        folder,
                        name,
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "--spring.profiles.active=demo-open",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + database,
                        "--painbridge.notifications.endpoints=http://127.0.0.1:*/receiver",
                        "--painbridge.notifications.answer-within=3s",
                        "--painbridge.notifications.take-over-after=1s",
                        "--painbridge.notifications.retry-after=1s",
                        "--painbridge.notifications.look-every=1s",
                        "--painbridge.careplan.look-for-overdue-every=0",
                        ENCRYPTION),
                port);
    }

    private static void ready(Node node) throws InterruptedException {
        node.process().awaitAnswer(node.port(), "/fhir/Patient?name=nobody");
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

    /** Kills a node between a commit and the delivery of what was committed; the other sends it. */
    public void killOne() throws InterruptedException {
        Node victim = nodes.getFirst();
        Node other = nodes.getLast();
        write(victim, 5);
        write(other, 5);
        CountDownLatch gate = new CountDownLatch(1);
        int before = receiver.heldNumbers().size();
        receiver.waitsFor(gate);
        write(victim, 3);
        Awaitility.await().atMost(PATIENCE).until(() -> receiver.heldNumbers().size() > before);
        write(victim, 3);

        victim.process().kill();
        gate.countDown();
        write(other, 3);

        Awaitility.await().atMost(PATIENCE).until(() -> new TreeSet<>(receiver.numbers()).size() >= ledger.size());
    }

    /** Starts the node again that was killed; the other is the next. */
    public void startAgain() throws IOException, InterruptedException {
        nodes.removeFirst();
        Node next = start("again");
        nodes.add(next);
        ready(next);
    }

    private void write(Node node, int tasks) {
        for (int i = 0; i < tasks; i++) {
            Answer answer = node.http().post("Task", Subscribing.task(OWNER));
            AnswerAssert.assertThat(answer).hasStatus(201);
            ledger.add("Task/" + answer.id());
        }
    }

    /** @throws AssertionError where something was lost, or came again that was not under way, or numbers are wrong */
    public void check() {
        List<Integer> numbers = receiver.numbers();
        List<String> foci = receiver.foci();
        Map<Integer, String> told = new HashMap<>();
        List<Integer> again = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String focus = foci.get(i).replaceFirst(".*/Task/", "Task/");
            String before = told.put(numbers.get(i), focus);
            (before == null ? first : again).add(numbers.get(i));
            assertThat(before == null || before.equals(focus)).isTrue();
        }

        assertThat(first)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ledger.size()).boxed().toList());
        assertThat(told.values()).containsExactlyInAnyOrderElementsOf(ledger);
        assertThat(receiver.heldNumbers()).containsAll(again);
    }

    @Override
    public void close() {
        receiver.close();
        nodes.forEach(node -> node.process().close());
    }
}
