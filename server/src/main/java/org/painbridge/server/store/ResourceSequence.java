package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Internal row numbers, taken from the database a thousand at a time; several nodes draw from the one sequence. */
final class ResourceSequence {
    private static final long BLOCK = 1000; // As the sequence increments: V1__store.sql.

    private long next;
    private long end;

    synchronized long next(Connection connection) throws SQLException {
        if (next >= end) {
            try (PreparedStatement statement = connection.prepareStatement("select nextval('fhir_resource_seq')");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                next = rows.getLong(1);
                end = next + BLOCK;
            }
        }
        return next++;
    }
}
