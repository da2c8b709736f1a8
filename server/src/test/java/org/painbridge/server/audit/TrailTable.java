package org.painbridge.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A trail of its own, in memory, into which anybody may write. */
final class TrailTable implements AutoCloseable {
    private static final String MIGRATION = "/db/migration/V20__audit.sql";
    private final JdbcDataSource source = new JdbcDataSource();
    private final Connection connection;

    TrailTable() throws SQLException {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        connection = source.getConnection();
        run(migration().replace("${collate}", "").replace("${bytes}", "varbinary(33554432)"));
    }

    DataSource source() {
        return source;
    }

    Connection connection() {
        return connection;
    }

    /** One after the other at the end of the chain. */
    void add(Chain chain, long at, AuditEntry... entries) throws SQLException {
        for (AuditEntry entry : entries) {
            AuditRow row = chain.next(List.of(entry), at).getFirst();
            chain.advance(row);
            add(row);
        }
    }

    void add(AuditRow row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_event"
                        + " (at, chain, link, kind, status, client, target, query, patient, hash) values (?,?,?,?,?,?,?,?,?,?)")) {
            insert.setLong(1, row.place().at());
            insert.setInt(2, row.place().chain());
            insert.setLong(3, row.place().link());
            insert.setString(4, row.kind());
            insert.setInt(5, row.status());
            insert.setString(6, row.agent().client());
            insert.setString(7, row.target());
            insert.setString(8, row.query());
            insert.setString(9, row.patient());
            insert.setBytes(10, row.hash());
            insert.execute();
        }
    }

    void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String migration() {
        try (InputStream in = TrailTable.class.getResourceAsStream(MIGRATION)) {
            if (in == null) {
                throw new IllegalStateException("No " + MIGRATION);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
