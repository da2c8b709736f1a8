package org.painbridge.server.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL whose commits reach the disk, that can be killed and started again on the same port. */
final class Postgres implements Closeable {
    private final Path data;
    private EmbeddedPostgres running;

    Postgres(Path folder) throws IOException {
        this.data = folder.resolve("postgres");
        this.running = builder(data).start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + running.getPort()
                + "/postgres?user=postgres&reWriteBatchedInserts=true";
    }

    void kill() throws IOException, InterruptedException {
        String pid =
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        postmaster.destroyForcibly();
        try {
            postmaster.onExit().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not die", e);
        }
    }

    void startAgain() throws IOException {
        running.close(); // Frees the folder.
        running = builder(data).setPort(running.getPort()).start();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB");
    }
}
