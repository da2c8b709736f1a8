package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class UnhurriedConnectionTest {

    @Test
    void theLimitOfStatementsIsLiftedForTheWorkOnly() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("set query_timeout 7000");
            UnhurriedConnection unhurried = new UnhurriedConnection(connection);

            assertThat(unhurried.run(UnhurriedConnectionTest::limit)).isZero();
            assertThat(limit(connection)).isEqualTo(7000);
            assertThatThrownBy(() -> unhurried.run(held -> {
                        throw new SQLException("gone");
                    }))
                    .hasMessage("gone");
            assertThat(limit(connection)).isEqualTo(7000);
        }
    }

    private static int limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
