package org.painbridge.server.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.bench.JvmProcess;
import org.painbridge.server.bench.Readiness;

/** The server as it is packed, started as server/run.sh does it, on one database. */
final class PackedServer {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private static final String ENCRYPTION =
            "--painbridge.imaging.signing.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Path folder;
    private final Path app;
    private final List<String> javaOptions = new ArrayList<>();
    private final String database;
    private int port;

    PackedServer(Path jar, Path folder, String database) throws IOException, InterruptedException {
        this.folder = folder;
        this.database = "--spring.datasource.url=" + database;
        Path extracted = folder.resolve("app");
        try (JvmProcess extraction = JvmProcess.start(
                folder,
                "extract",
                "-Djarmode=tools",
                "-jar",
                jar.toAbsolutePath().toString(),
                "extract",
                "--destination",
                extracted.toString())) {
            extraction.awaitEnd();
        }
        this.app = extracted.resolve(jar.getFileName());
        if (Runtime.version().feature() >= FIRST_WITH_AOT_CACHE) {
            Path cache = folder.resolve("painbridge.aot");
            Readiness.record(app, folder, cache);
            javaOptions.add("-XX:AOTCache=" + cache);
        }
    }

    int port() {
        return port;
    }

    JvmProcess start() throws IOException {
        port = JvmProcess.freePort();
        List<String> arguments = new ArrayList<>(javaOptions);
        arguments.addAll(List.of(
                "-jar",
                app.toString(),
                Readiness.OPEN,
                "--server.port=" + port,
                "--painbridge.store.max-count=1000",
                ENCRYPTION,
                database));
        return JvmProcess.start(folder, "server", arguments.toArray(String[]::new));
    }

    /** Until a search, hence the database, answers. */
    Duration awaitReady(JvmProcess process) throws InterruptedException {
        return process.awaitAnswer(port, "/fhir/Patient?name=nobody");
    }

    /** What fsck says, in one line. */
    String fsck() throws IOException, InterruptedException {
        try (JvmProcess fsck =
                JvmProcess.start(folder, "fsck", "-cp", app.toString(), "org.painbridge.server.Fsck", database)) {
            fsck.awaitEnd();
        }
        return Files.readAllLines(folder.resolve("fsck.log")).getLast();
    }
}
