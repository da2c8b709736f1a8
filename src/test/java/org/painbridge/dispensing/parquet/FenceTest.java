package org.painbridge.dispensing.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB is native code within the process: what it may touch is little, and it cannot widen that. */
class FenceTest {
    @TempDir
    private static Path outside;

    @TempDir
    private static Path inside;

    private DuckDb database;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(outside.resolve("secret.txt"), "secret");
        database = DuckDb.open(new Fence(inside.toString(), 1, 64));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('OUTSIDE/secret.txt')",
                "SELECT * FROM read_text('INSIDE/../OUTSIDE/secret.txt')",
                "SELECT * FROM glob('OUTSIDE/*')",
                "COPY (SELECT 1) TO 'OUTSIDE/written.parquet' (FORMAT parquet)",
                "ATTACH 'OUTSIDE/other.db'",
                "EXPORT DATABASE 'OUTSIDE'",
                "SELECT * FROM 'https://painbridge.example/x.parquet'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "CREATE PERSISTENT SECRET s (TYPE http)"
            })
    void nothingOutsideOfTheFolderIsReached(String sql) throws IOException {
        String attempt = sql.replace("INSIDE/../OUTSIDE", inside + "/../" + outside.getFileName())
                .replace("OUTSIDE", outside.toString());

        assertThatThrownBy(() -> run(attempt))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(disabled|Permission|not be).*");

        try (var files = Files.list(outside)) {
            assertThat(files).containsExactly(outside.resolve("secret.txt"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET enable_external_access = true",
                "SET allowed_directories = ['/']",
                "SET threads = 8",
                "SET memory_limit = '8GB'",
                "SET temp_directory = '/'",
                "SET autoload_known_extensions = true",
                "SET lock_configuration = false",
                "RESET memory_limit"
            })
    void theFenceCannotBeMovedFromWithin(String sql) {
        assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class).hasMessageContaining("locked");
    }

    @Test
    void theFolderIsReached() throws SQLException {
        run("COPY (SELECT 7 AS seven) TO '" + inside + "/seven.parquet' (FORMAT parquet)");

        assertThat(run("SELECT seven FROM '" + inside + "/seven.parquet'")).isEqualTo("7");
    }

    @Test
    void whatNeedsMoreMemoryThanThereIsFailsAndLeavesTheRest() throws SQLException {
        assertThatThrownBy(() -> run("SELECT list(range) FROM range(100000000)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Memory");
        assertThat(run("SELECT 1")).isEqualTo("1");
    }

    private String run(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
