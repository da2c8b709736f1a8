package org.painbridge.server.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** PostgreSQL with the settings of a small production server; commits reach the disk. */
final class Database implements Closeable {
    /** The embedded server starts with fsync and synchronous_commit off; both are on here. It is built without lz4. */
    private static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "2GB",
            "max_wal_size", "4GB",
            "jit", "off",
            "random_page_cost", "1.1",
            "fsync", "on",
            "synchronous_commit", "on");

    private final EmbeddedPostgres postgres;
    private final long pid;

    private Database(EmbeddedPostgres postgres, long pid) {
        this.postgres = postgres;
        this.pid = pid;
    }

    static Database start(Path folder) throws IOException {
        Path data = folder.resolve("postgres");
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setPGStartupWait(Duration.ofSeconds(60));
        SETTINGS.forEach(builder::setServerConfig);
        EmbeddedPostgres postgres = builder.start();
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        return new Database(postgres, Long.parseLong(pid.strip()));
    }

    long pid() {
        return pid;
    }

    void create(String name) throws SQLException {
        run("postgres", "create database " + name);
    }

    /** What autovacuum would do by and by, so that it does not fall into a measurement. */
    void settle(String name) throws SQLException {
        run(name, "vacuum analyze");
        run(name, "checkpoint");
    }

    String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name
                + "?user=postgres&reWriteBatchedInserts=true";
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
