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
import org.painbridge.server.Fsck;
import org.painbridge.server.VerifyAudit;

/** The tools for operators: what they print and how they end. */
class DatabaseCheckIT {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private interface Tool {
        int run(List<String> settings, PrintStream out, PrintStream err);
    }

    @Test
    void aDatabaseOfAnEarlierBuildIsNotChecked() {
        assertThat(run(Fsck::run)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("start its server once");
    }

    @Test
    void whatFsckFindsIsPrintedAndEndsItWithOne() throws SQLException {
        migrate();
        assertThat(run(Fsck::run)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("0 resources, 0 versions, 0 index rows: all agree\n");

        execute("insert into fhir_text (param_id, res_id, qualifier, term) values (1, 7, 0, 'secret')");

        assertThat(run(Fsck::run)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Rows of fhir_text belong to no resource, number 7\n", ": 1 differences\n")
                .doesNotContain("secret");
    }

    @Test
    void whatVerifyAuditFindsIsPrintedAndEndsItWithOne() throws SQLException {
        migrate();
        assertThat(run(VerifyAudit::run)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("0 entries in 0 chains: none was changed, removed or inserted\n");

        execute("insert into audit_event (at, chain, link, kind, status, client, target, query, hash)"
                + " values (5, 1, 1, 'read', 200, 'x', 'Patient/x', 'secret', x'00')");

        assertThat(run(VerifyAudit::run)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("AuditEvent/5-1-1 was changed", "1 entries in 1 chains: 1 differences\n")
                .doesNotContain("secret");
    }

    private int run(Tool tool) {
        return tool.run(
                List.of("--spring.datasource.url=" + url()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void migrate() {
        OwnStore.flyway(database()).load().migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
