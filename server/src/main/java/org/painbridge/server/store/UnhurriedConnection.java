package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection of the pool within a transaction, while its statements may take as long as they need ({@link SessionLimits}): for work
 * over all rows of a table that nobody waits for.
 */
public record UnhurriedConnection(Connection connection) {
    private static final String H2_LIMIT =
            "select setting_value from information_schema.settings where setting_name = 'QUERY_TIMEOUT'";

    public <T> T run(FhirStore.Query<T> work) throws SQLException {
        if (connection.getMetaData().getURL().startsWith("jdbc:postgresql:")) {
            return runOnPostgres(work);
        }
        String before = limit();
        set("set query_timeout 0");
        try {
            return work.run(connection);
        } finally {
            set("set query_timeout " + Long.parseLong(before));
        }
    }

    /** After a failure the end of the transaction brings back the one limit, the pool the other. */
    private <T> T runOnPostgres(FhirStore.Query<T> work) throws SQLException {
        int patience = connection.getNetworkTimeout();
        set("set local statement_timeout = 0");
        connection.setNetworkTimeout(Runnable::run, 0);
        T result = work.run(connection);
        connection.setNetworkTimeout(Runnable::run, patience);
        return result;
    }

    private String limit() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(H2_LIMIT);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "0";
        }
    }

    private void set(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
