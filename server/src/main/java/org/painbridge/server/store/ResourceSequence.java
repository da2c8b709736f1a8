package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Internal row numbers, taken from the database a thousand at a time; several nodes draw from the one sequence. */
final class ResourceSequence {
    private static final long BLOCK = 1000; // As the sequence increments: V1__store.sql.

    private long next;
    private long end;
    private @Nullable Connection source;

    synchronized long next(Connection connection) throws SQLException {
        if (next >= end) {
            try (PreparedStatement statement = connection.prepareStatement("select nextval('fhir_resource_seq')");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                next = rows.getLong(1);
                end = next + BLOCK;
                source = connection;
            }
        }
        return next++;
    }

    /**
     * A transaction was taken back. If it fetched the block that is in use, PostgreSQL may fetch the same again after a crash,
     * as no commit wrote it to the disk; a commit that used a number of it did.
     */
    synchronized void forget(Connection connection) {
        if (connection == source) {
            end = next;
        }
    }
}
