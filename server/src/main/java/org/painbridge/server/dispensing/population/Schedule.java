package org.painbridge.server.dispensing.population;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;

/** Begins runs: when someone asks for one, and by itself once the last is so long ago. */
final class Schedule {
    private static final int MOST_OPEN = 2;
    private static final String LOCK = "population runs";

    private final FhirStore store;
    private final JobTable table;
    private final Duration every;
    private final Clock clock;

    /** @param every zero for never */
    Schedule(FhirStore store, JobTable table, Duration every, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.table = table;
        this.every = every;
    }

    /** The id of the run. */
    String begin(Optional<Instant> at) {
        return store.write(transaction -> {
            transaction.lock(LOCK);
            if (table.open(transaction.connection()).size() >= MOST_OPEN) {
                throw new StoreProblem.Conflict(
                        MOST_OPEN + " runs over all dispenses are under way: wait until one has ended");
            }
            return insert(transaction, at);
        });
    }

    void beginIfDue() {
        if (every.isPositive() && store.query(this::isDue)) {
            store.write(transaction -> {
                transaction.lock(LOCK);
                if (isDue(transaction.connection())) {
                    insert(transaction, Optional.empty());
                }
                return LOCK;
            });
        }
    }

    private boolean isDue(Connection connection) throws SQLException {
        long due = clock.instant().minus(every).toEpochMilli();
        return table.open(connection).isEmpty()
                && table.latest(connection).filter(latest -> latest > due).isEmpty();
    }

    private String insert(StoreTransaction transaction, Optional<Instant> at) {
        String id = UUID.randomUUID().toString();
        String sent = at.map(Instant::toString).orElse("");
        table.insert(transaction, id, sent.getBytes(StandardCharsets.UTF_8));
        return id;
    }
}
