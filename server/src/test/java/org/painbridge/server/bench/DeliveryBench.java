package org.painbridge.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Time from a commit to its receipt at a rest-hook, with some receivers that never answer and without: {@code make
 * bench-delivery DELIVERY="subscriptions=1000 dead=10"}. Options, each as {@code name=value}: {@code jar}, {@code
 * subscriptions}, {@code dead}, {@code pace} (events a second), {@code seconds} (of each stretch), {@code warmup} (seconds).
 */
final class DeliveryBench {
    private static final String ENCRYPTION =
            "--painbridge.imaging.signing.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final long SECOND = 1_000_000_000L;

    private static final String SUBSCRIPTION = """
            {"resourceType":"Subscription","status":"requested","reason":"Bench",
             "criteria":"https://painbridge.example/fhir/SubscriptionTopic/care-plan-task",
             "_criteria":{"extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria",
               "valueString":"Task?owner=Organization/inbox-%d"}]},
             "channel":{"type":"rest-hook","endpoint":"%s","payload":"application/fhir+json",
              "_payload":{"extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
                "valueCode":"id-only"}]}}}""";

    private static final String TASK = """
            {"resourceType":"Task","status":"requested","intent":"order",
             "code":{"coding":[{"system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"review-care-plan"}]},
             "owner":{"reference":"Organization/inbox-%d"}}""";

    private final Map<String, Integer> options;
    private final int port;
    private final TimedReceiver receiver;
    private final PrintStream out;

    private DeliveryBench(Map<String, Integer> options, int port, TimedReceiver receiver, PrintStream out) {
        this.options = options;
        this.port = port;
        this.receiver = receiver;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Map<String, Integer> options =
                new HashMap<>(Map.of("subscriptions", 1, "dead", 0, "pace", 50, "seconds", 20, "warmup", 20));
        Path jar = Path.of("server/target/painbridge-server-app.jar");
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts[0].equals("jar")) {
                jar = Path.of(parts[1]);
            } else if (options.replace(parts[0], Integer.valueOf(parts[1])) == null) {
                throw new IllegalArgumentException("Not an option: " + argument + "; options are " + options.keySet());
            }
        }
        run(jar.toAbsolutePath(), options, System.out);
    }

    private static void run(Path jar, Map<String, Integer> options, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        Path folder = jar.resolveSibling("bench");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectory(folder);
        int port = JvmProcess.freePort();
        try (Database database = Database.start(folder);
                TimedReceiver receiver = new TimedReceiver();
                JvmProcess server = start(jar, folder, port, database)) {
            server.awaitAnswer(port, "/fhir/Patient?name=nobody");
            new DeliveryBench(options, port, receiver, out).measure();
        }
    }

    private static JvmProcess start(Path jar, Path folder, int port, Database database)
            throws IOException, SQLException {
        database.create("painbridge");
        return JvmProcess.start(
                folder,
                "painbridge",
                "-jar",
                jar.toString(),
                Readiness.OPEN,
                "--server.port=" + port,
                "--painbridge.notifications.endpoints=http://127.0.0.1:*/",
                "--painbridge.careplan.look-for-overdue-every=0",
                ENCRYPTION,
                "--spring.datasource.url=" + database.url("painbridge"));
    }

    private void measure() throws IOException, InterruptedException {
        int all = options.get("subscriptions");
        int dead = options.get("dead");
        try (RawConnection connection = new RawConnection(port)) {
            for (int i = 0; i < all; i++) {
                String endpoint = i < dead ? receiver.deadUrl() : receiver.url();
                send(connection, "Subscription", SUBSCRIPTION.formatted(i, endpoint));
            }
            receiver.awaitGreetings(all);
        }
        send(options.get("warmup"));
        send(options.get("seconds"));
        report(dead == 0 ? "" : "all receivers answer, ");
        if (dead > 0) {
            receiver.die();
            send(options.get("warmup"));
            send(options.get("seconds"));
            report(dead + " receivers do not answer, ");
        }
    }

    /** Events to all subscriptions in turn; of those that do not answer too, which are not timed. */
    private void send(int seconds) throws IOException, InterruptedException {
        receiver.forget();
        int pace = options.get("pace");
        int all = options.get("subscriptions");
        int alive = 0;
        long start = System.nanoTime();
        try (RawConnection connection = new RawConnection(port)) {
            for (int i = 0; i < pace * seconds; i++) {
                long due = start + i * SECOND / pace;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                send(connection, "Task", TASK.formatted(i % all));
                alive += i % all >= options.get("dead") ? 1 : 0;
            }
        }
        receiver.awaitEvents(alive);
    }

    private void send(RawConnection connection, String type, String body) throws IOException {
        int status = connection.exchange(Work.post(port, "/fhir/" + type, body));
        if (status != 201) {
            throw new IllegalStateException("Answer " + status + ": " + connection.bodyStart());
        }
    }

    private void report(String how) {
        double[] millis = receiver.millis();
        out.printf(
                Locale.ROOT,
                "%d subscriptions, %s%d events at %d/s: ms from the event (begin of its transaction) to receipt:"
                        + " p50 %.0f, p95 %.0f, p99 %.0f, longest %.0f%n",
                options.get("subscriptions"),
                how,
                millis.length,
                options.get("pace"),
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
