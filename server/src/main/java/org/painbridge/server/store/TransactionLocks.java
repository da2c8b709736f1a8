package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
     * Waits for the locks, one after the other, or says what is to be asked of the database: its answer comes when they are
     * held.
     *
     * @param held gets what frees a lock when the transaction has ended, as soon as it is taken
     */
    Optional<Sql> lock(SortedSet<String> names, Consumer<Runnable> held) throws SQLException;

    static TransactionLocks of(String databaseProduct) {
        return databaseProduct.equals("PostgreSQL") ? new Advisory() : new InProcess();
    }

    /** PostgreSQL frees its advisory locks itself, at commit or rollback, and ends a deadlock by refusing one of the two. */
    final class Advisory implements TransactionLocks {
        @Override
        public Optional<Sql> lock(SortedSet<String> names, Consumer<Runnable> held) {
            Sql sql = new Sql();
            if (names.size() == 1) {
                return Optional.of(sql.add("select pg_advisory_xact_lock(?)", NameIds.ofSystem(names.first())));
            }
            Long[] numbers = names.stream().map(NameIds::ofSystem).toArray(Long[]::new);
            // In the order of the array.
            return Optional.of(sql.add("select pg_advisory_xact_lock(name) from unnest(?) as name", (Object) numbers));
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
        public Optional<Sql> lock(SortedSet<String> names, Consumer<Runnable> held) throws SQLException {
            for (String name : names) {
                held.accept(lock(name));
            }
            return Optional.empty();
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
