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

/** The tool for operators: what it prints and how it ends. */
class FsckIT {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aDatabaseOfAnEarlierBuildIsNotChecked() {
        assertThat(fsck()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("start its server once");
    }

    @Test
    void whatItFindsIsPrintedAndEndsItWithOne() throws SQLException {
        migrate();
        assertThat(fsck()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("0 resources, 0 versions, 0 index rows: all agree\n");

        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into fhir_text (param_id, res_id, qualifier, term) values (1, 7, 0, 'secret')");
        }

        assertThat(fsck()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Rows of fhir_text belong to no resource, number 7\n", ": 1 differences\n")
                .doesNotContain("secret");
    }

    private int fsck() {
        return Fsck.run(
                List.of("--spring.datasource.url=" + url()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void migrate() {
        OwnStore.flyway(database()).load().migrate();
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
