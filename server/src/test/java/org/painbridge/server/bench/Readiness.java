package org.painbridge.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time from process start to the first answers, on H2 with an empty database, started as server/run.sh does it. */
public final class Readiness {
    private static final int RUNS = 3;
    private static final int FIRST_WITH_AOT_CACHE = 25;
    /** Measured without a sign-in, as the figures before it. */
    public static final String OPEN = "--spring.profiles.active=demo-open";

    private static final String MEMORY_DATABASE = "--spring.datasource.url=jdbc:h2:mem:training;MODE=PostgreSQL;"
            + "DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private final Path app;
    private final Path folder;

    /** @param app the extracted server */
    Readiness(Path app, Path folder) {
        this.app = app;
        this.folder = folder;
    }

    /** Markdown. */
    String measure() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("""
                | ready on H2, s from process start | GET /fhir/metadata | then GET /fhir/Patient |
                |---|---|---|
                """);
        text.append(row("plain"));
        if (Runtime.version().feature() >= FIRST_WITH_AOT_CACHE) {
            Path cache = folder.resolve("painbridge.aot");
            record(app, folder, cache);
            text.append(row("with AOT cache, as `make run`", "-XX:AOTCache=" + cache));
        }
        return text.toString();
    }

    private String row(String label, String... options) throws IOException, InterruptedException {
        List<Double> metadata = new ArrayList<>();
        List<Double> search = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Path empty = Files.createTempDirectory(folder, "ready-");
            int port = JvmProcess.freePort();
            try (JvmProcess server = JvmProcess.start(empty, "server", arguments(port, options))) {
                metadata.add(seconds(server.awaitAnswer(port, "/fhir/metadata")));
                search.add(seconds(server.awaitAnswer(port, "/fhir/Patient?name=nobody")));
            }
        }
        return "| " + label + " | " + Spread.of(metadata).text(2) + " | "
                + Spread.of(search).text(2) + " |\n";
    }

    private String[] arguments(int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-jar", app.toString(), OPEN, "--server.port=" + port));
        return arguments.toArray(String[]::new);
    }

    /** The cache that server/run.sh makes. */
    public static void record(Path app, Path folder, Path cache) throws IOException, InterruptedException {
        String output = "-XX:AOTCacheOutput=" + cache;
        try (JvmProcess training = JvmProcess.start(
                folder,
                "training",
                "-XX:TieredStopAtLevel=1",
                output,
                "-jar",
                app.toString(),
                OPEN,
                "--server.port=0",
                MEMORY_DATABASE,
                "--painbridge.training-run=true")) {
            training.awaitEnd();
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
