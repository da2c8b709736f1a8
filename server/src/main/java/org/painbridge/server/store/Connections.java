package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The connections of the pool. Where it gives none in its time ({@code spring.datasource.hikari.connection-timeout}), the
 * database is away, or many ask at once; as long as others get done what they asked for, it is the latter, and worth more of
 * that time.
 */
final class Connections {
    private static final int LONGEST_QUEUE = 5;

    /** What somebody does with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource pool;
    private final AtomicLong done = new AtomicLong();

    Connections(DataSource pool) {
        this.pool = pool;
    }

    <T> T use(Use<T> use) throws SQLException {
        try (Connection connection = take()) {
            T result = use.run(connection);
            done.incrementAndGet();
            return result;
        }
    }

    private Connection take() throws SQLException {
        for (int turn = 1; ; turn++) {
            long before = done.get();
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (turn == LONGEST_QUEUE || done.get() == before) {
                    throw e;
                }
            }
        }
    }
}
