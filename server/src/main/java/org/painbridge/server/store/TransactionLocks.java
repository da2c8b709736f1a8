package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Locks by name that a transaction holds until it ends: two transactions that would decide the same thing (who creates
 * this identifier, what is this patient's history) do it one after the other. Names are taken in sorted order, by all
 * transactions, so that two never wait for each other.
 */
interface TransactionLocks {

    /**
     * Waits for the locks, one after the other.
     *
     * @param held gets what frees a lock when the transaction has ended, as soon as it is taken
     */
    void lock(Connection connection, SortedSet<String> names, Consumer<Runnable> held) throws SQLException;

    static TransactionLocks of(String databaseProduct) {
        return databaseProduct.equals("PostgreSQL") ? new Advisory() : new InProcess();
    }

    /** PostgreSQL frees its advisory locks itself, at commit or rollback, and ends a deadlock by refusing one of the two. */
    final class Advisory implements TransactionLocks {
        /** In the order of the array. */
        private static final String SQL = "select pg_advisory_xact_lock(name) from unnest(?) as name";

        @Override
        public void lock(Connection connection, SortedSet<String> names, Consumer<Runnable> held) throws SQLException {
            Long[] numbers = names.stream().map(NameIds::ofSystem).toArray(Long[]::new);
            try (PreparedStatement statement = connection.prepareStatement(SQL)) {
                statement.setArray(1, connection.createArrayOf("int8", numbers));
                statement.execute();
            }
        }
    }

    /**
     * Embedded H2 lives in one process, so locks of that process are enough: one for each name that somebody holds or
     * waits for. Two names never share a lock, or sorted names would not be sorted locks.
     */
    final class InProcess implements TransactionLocks {
        private static final long PATIENCE_SECONDS = 10;

        private static final class Held {
            private final ReentrantLock lock = new ReentrantLock();
            private int users;
        }

        private final Map<String, Held> byName = new HashMap<>();

        /** @throws StoreProblem.Conflict after ten seconds in vain */
        @Override
        public void lock(Connection connection, SortedSet<String> names, Consumer<Runnable> held) throws SQLException {
            for (String name : names) {
                held.accept(lock(name));
            }
        }

        Runnable lock(String name) {
            Held held = joined(name);
            boolean taken = false;
            try {
                taken = held.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreProblem.Unavailable("The server is shutting down", e);
            } finally {
                if (!taken) {
                    left(name, held);
                }
            }
            if (!taken) {
                throw new StoreProblem.Conflict("Another request holds what this one needs: try again");
            }
            return () -> {
                held.lock.unlock();
                left(name, held);
            };
        }

        /** How many names are held or waited for. */
        synchronized int size() {
            return byName.size();
        }

        private synchronized Held joined(String name) {
            Held held = byName.computeIfAbsent(name, key -> new Held());
            held.users++;
            return held;
        }

        private synchronized void left(String name, Held held) {
            held.users--;
            if (held.users == 0) {
                byName.remove(name);
            }
        }
    }
}
