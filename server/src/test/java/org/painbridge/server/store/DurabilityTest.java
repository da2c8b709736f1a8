package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A commit that was acknowledged is in the file, and a full disk loses none. */
class DurabilityTest {
    private static final String URL =
            "jdbc:h2:" + FullDisk.SCHEME + ":memFS:painbridge;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

    @AfterEach
    void makeRoom() {
        FullDisk.full = false;
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/painbridge;MODE=PostgreSQL, true",
        "jdbc:h2:./data/painbridge, true",
        "jdbc:h2:mem:tests, false",
        "jdbc:postgresql://localhost/painbridge, false",
    })
    void onlyAFileOfH2HasToBeTold(String url, boolean told) {
        boolean[] asked = {false};
        Connection connection = (Connection) Proxy.newProxyInstance(
                DurabilityTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    asked[0] = true;
                    throw new SQLException("asked");
                });

        try {
            Durability.of(url).ensure(connection);
        } catch (SQLException e) {
            assertThat(e.getMessage()).isEqualTo("asked");
        }

        assertThat(asked[0]).isEqualTo(told);
    }

    @Test
    void aFullDiskIsSaidSoAndKeepsWhatWasAcknowledged() throws SQLException {
        FilePath.register(new FullDisk());
        Connection connection = DriverManager.getConnection(URL);
        store(connection, "create table t (id integer)");
        store(connection, "insert into t values (1)");
        FullDisk.full = true;

        SQLException refused = failure(() -> store(connection, "insert into t values (2)"));
        SQLException next = failure(() -> store(connection, "insert into t values (3)"));
        FullDisk.full = false;
        closed(connection);

        assertThat(SqlFailure.problem(refused)).isInstanceOf(StoreProblem.StorageFull.class);
        assertThat(SqlFailure.problem(next))
                .isInstanceOfAny(StoreProblem.StorageFull.class, StoreProblem.Unavailable.class);
        try (Connection later = DriverManager.getConnection(URL);
                Statement statement = later.createStatement();
                var rows = statement.executeQuery("select count(*), max(id) from t")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(1);
        }
    }

    private static void store(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        Durability.of(URL).ensure(connection);
    }

    /** It may say once more what went wrong. */
    private static void closed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            assertThat(SqlFailure.problem(e)).isInstanceOf(StoreProblem.class);
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static SQLException failure(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("Nothing failed");
    }
}
