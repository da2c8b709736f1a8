package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that a commit is on the disk before anybody is told of it. */
@FunctionalInterface
interface Durability {
    /** Behind the commit. If it fails, nobody knows whether the transaction outlives the process. */
    void ensure(Connection connection) throws SQLException;

    /**
     * PostgreSQL writes its log before it says that a transaction is committed. H2 writes a file half a second later, unless
     * told to do so; with its setting for "at once" (WRITE_DELAY 0) it would not tidy up, and the file grow twentyfold.
     */
    static Durability of(String url) {
        boolean file = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
        return file ? Durability::checkpoint : connection -> {};
    }

    private static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }
}
