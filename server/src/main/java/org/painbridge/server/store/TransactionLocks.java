package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks by name that a transaction holds until it ends: two transactions that would decide the same thing (who creates
 * this identifier, what is this patient's history) do it one after the other. Take several in sorted order.
 */
interface TransactionLocks {

    /** Waits for the lock; returns what frees it when the transaction has ended. */
    Runnable lock(Connection connection, String name) throws SQLException;

    static TransactionLocks of(String databaseProduct) {
        return databaseProduct.equals("PostgreSQL") ? new Advisory() : new InProcess();
    }

    /** PostgreSQL frees its advisory locks itself, at commit or rollback. */
    final class Advisory implements TransactionLocks {
        @Override
        public Runnable lock(Connection connection, String name) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                statement.setLong(1, NameIds.ofSystem(name));
                statement.execute();
            }
            return () -> {};
        }
    }

    /** Embedded H2 lives in one process, so locks of that process are enough. */
    final class InProcess implements TransactionLocks {
        private static final int STRIPES = 1024;
        private static final long PATIENCE_SECONDS = 10;
        private final List<ReentrantLock> stripes = new ArrayList<>();

        InProcess() {
            for (int i = 0; i < STRIPES; i++) {
                stripes.add(new ReentrantLock());
            }
        }

        @Override
        public Runnable lock(Connection connection, String name) throws SQLException {
            ReentrantLock lock = stripes.get(Math.floorMod(NameIds.of(name), STRIPES));
            try {
                if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new SQLException("Waited too long for a lock", "40001");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("Interrupted while waiting for a lock", "57014", e);
            }
            return lock::unlock;
        }
    }
}
