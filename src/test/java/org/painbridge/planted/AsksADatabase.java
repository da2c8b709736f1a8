package org.painbridge.planted;

import java.sql.Connection;
import java.sql.SQLException;

/** An engine that asks a database. */
public record AsksADatabase(Connection connection) {
    boolean isOpen() throws SQLException {
        return !connection.isClosed();
    }
}
