package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.server.VerifyAudit;

/** The tool for operators: what it prints and how it ends. */
class VerifyAuditIT {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatItFindsIsPrintedAndEndsItWithOne() throws SQLException {
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("start its server once");

        OwnStore.flyway(database()).load().migrate();
        assertThat(verify()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("0 entries in 0 chains: none was changed, removed or inserted\n");

        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into audit_event (at, chain, link, kind, status, client, target, query, hash)"
                    + " values (5, 1, 1, 'read', 200, 'x', 'Patient/x', 'secret', x'00')");
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("AuditEvent/5-1-1 was changed", "1 entries in 1 chains: 1 differences\n")
                .doesNotContain("secret");
    }

    private int verify() {
        return VerifyAudit.run(
                List.of("--spring.datasource.url=" + url()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url());
        database.setUser("painbridge");
        return database;
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("painbridge")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }
}
