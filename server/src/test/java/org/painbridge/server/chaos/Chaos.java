package org.painbridge.server.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.painbridge.server.bench.JvmProcess;
import org.painbridge.server.notification.TwoNodes;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Kills the server, or PostgreSQL, in the midst of writes, again and again: {@code make chaos}. Options: {@link ChaosOptions}. */
final class Chaos {
    private static final String H2 =
            "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(15);

    private final ChaosOptions options;
    private final PackedServer server;
    private final Random random;
    private final PrintStream out;
    private boolean failed;

    private Chaos(ChaosOptions options, PackedServer server, PrintStream out) {
        this.options = options;
        this.server = server;
        this.random = new Random(options.seed());
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (String name : List.of(Logger.ROOT_LOGGER_NAME, "io.zonky")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
        ChaosOptions options = ChaosOptions.parse(arguments);
        Path folder = options.jar().toAbsolutePath().resolveSibling("chaos");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectory(folder);
        boolean well;
        if (options.database().equals("h2")) {
            String url = H2.formatted(folder.resolve("painbridge"));
            well = new Chaos(options, new PackedServer(options.jar(), folder, url), System.out).killServer();
        } else {
            try (Postgres postgres = new Postgres(folder)) {
                if (options.victim().equals("notifications")) {
                    killSenders(options, folder, postgres.url(), System.out);
                    return;
                }
                Chaos chaos = new Chaos(options, new PackedServer(options.jar(), folder, postgres.url()), System.out);
                well = options.victim().equals("server") ? chaos.killServer() : chaos.killDatabase(postgres);
            }
        }
        System.exit(well ? 0 : 1);
    }

    /** @throws AssertionError at the first message that is lost, or came again without need */
    private static void killSenders(ChaosOptions options, Path folder, String database, PrintStream out)
            throws IOException, InterruptedException {
        try (TwoNodes nodes = new TwoNodes(options.jar(), folder, database)) {
            for (int round = 1; round <= options.rounds(); round++) {
                nodes.killOne();
                out.println(round + ": nothing lost, only what was under way came again");
                nodes.startAgain();
            }
        }
    }

    private boolean killServer() throws IOException, InterruptedException {
        JvmProcess process = server.start();
        try {
            server.awaitReady(process);
            for (int round = 1; round <= options.rounds(); round++) {
                Crowd crowd = new Crowd(options.clients(), server.port(), tag(round));
                crowd.start();
                Thread.sleep(500L * options.seconds() + random.nextInt(1000 * options.seconds()));
                int inFlight = crowd.inFlight();
                process.kill();
                crowd.stop();
                process = server.start();
                Duration start = server.awaitReady(process);
                report(round, crowd, ", " + inFlight + " in flight, ready again in " + seconds(start));
                failed |= start.compareTo(LONGEST_START) > 0;
                process = checked(process);
            }
        } finally {
            process.close();
        }
        return !failed;
    }

    /** H2 lets one process at a time have its file. */
    private JvmProcess checked(JvmProcess process) throws IOException, InterruptedException {
        boolean alone = options.database().equals("h2");
        if (alone) {
            process.close();
        }
        out.println("    fsck: " + server.fsck());
        if (!alone) {
            return process;
        }
        JvmProcess next = server.start();
        server.awaitReady(next);
        return next;
    }

    private boolean killDatabase(Postgres postgres) throws IOException, InterruptedException {
        try (JvmProcess process = server.start()) {
            server.awaitReady(process);
            for (int round = 1; round <= options.rounds(); round++) {
                Crowd crowd = new Crowd(options.clients(), server.port(), tag(round));
                crowd.start();
                Thread.sleep(500L * options.seconds() + random.nextInt(1000 * options.seconds()));
                postgres.kill();
                postgres.startAgain();
                long back = System.nanoTime();
                Duration recovery = awaitWrites(crowd, back);
                crowd.stop();
                failed |= recovery.compareTo(LONGEST_RECOVERY) >= 0;
                report(
                        round,
                        crowd,
                        ", writing " + seconds(recovery) + " after PostgreSQL is back, longest answer "
                                + seconds(crowd.longestAnswer()));
                out.println("    fsck: " + server.fsck());
            }
        }
        return !failed;
    }

    private static Duration awaitWrites(Crowd crowd, long since) throws InterruptedException {
        Duration waited = Duration.ZERO;
        while (!crowd.acknowledgedSince(since) && waited.compareTo(LONGEST_RECOVERY) < 0) {
            Thread.sleep(10);
            waited = Duration.ofNanos(System.nanoTime() - since);
        }
        return waited;
    }

    private void report(int round, Crowd crowd, String more) throws IOException, InterruptedException {
        List<Deed> deeds = crowd.ledger();
        Map<Integer, Integer> statuses = new TreeMap<>();
        deeds.forEach(deed -> statuses.merge(deed.status(), 1, Integer::sum));
        List<String> wrong = new Audit(new Found(server.port(), tag(round))).of(deeds);
        out.println(round + ": " + deeds.size() + " writes, by status (0: no answer) " + statuses + more + ": "
                + (wrong.isEmpty() ? "ledger and database agree" : wrong.size() + " WRONG"));
        wrong.stream().limit(20).forEach(each -> out.println("    " + each));
        failed |= !wrong.isEmpty();
    }

    private static String tag(int round) {
        return "round-" + round;
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
