package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.painbridge.server.PostgresServerTest;
import org.springframework.beans.factory.annotation.Autowired;

@PostgresServerTest
class BelievedPostgresIT extends BelievedScenarios {
    @Autowired
    private DataSource dataSource;

    @Override
    String plan(String question) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            try (ResultSet rows = statement.executeQuery("explain " + question)) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                statement.execute("reset enable_seqscan");
            }
        }
    }
}
