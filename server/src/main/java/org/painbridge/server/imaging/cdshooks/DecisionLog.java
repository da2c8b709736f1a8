package org.painbridge.server.imaging.cdshooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was decided for whom among the clients, without anything of the patient: the table {@code cds_decision}. Written in
 * the background, many at once, so that no call waits for the disk; what does not fit into the queue is counted and lost.
 * What is older than it may be goes, with the feedback of that time.
 */
final class DecisionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final int QUEUE = 20_000;
    private static final int BATCH = 1000;
    private static final long EVERY_MILLIS = 250;
    private static final long PATIENCE_SECONDS = 10;
    private static final long TIDY_EVERY_HOURS = 6;

    private final FhirStore store;
    private final Clock clock;
    private final Duration keep;
    private final Counter lost;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cds-decisions").daemon().factory());

    /** @param keep how long rows are kept */
    DecisionLog(FhirStore store, Clock clock, Duration keep, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.keep = keep;
        this.lost = meters.counter("painbridge.cds.records.lost");
    }

    /**
     * A row.
     *
     * @param id of the decision: the consult id
     * @param card its uuid; null where there was none
     * @param verdict category, or why there is none
     * @param decided milliseconds since 1970
     */
    record Entry(
            String id,
            @Nullable String card,
            String client,
            String hook,
            String mode,
            String verdict,
            @Nullable String rule,
            String indicator,
            long decided) {}

    void start() {
        var writing = executor.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        var tidying = executor.scheduleWithFixedDelay(this::tidy, 1, TIDY_EVERY_HOURS, TimeUnit.HOURS);
    }

    void add(Entry entry) {
        if (!queue.offer(entry)) {
            lost.increment();
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            write();
        }
    }

    void tidy() {
        long before = clock.instant().minus(keep).toEpochMilli();
        try {
            store.write(transaction -> {
                delete(transaction.connection(), "delete from cds_decision where decided < ?", before);
                delete(transaction.connection(), "delete from cds_feedback where received < ?", before);
                return before;
            });
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.warn("Old records of decisions stay for now: {}", e.toString());
        }
    }

    private static void delete(Connection connection, String sql, long before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, before);
            statement.executeUpdate();
        }
    }

    private void write() {
        List<Entry> entries = new ArrayList<>();
        while (queue.drainTo(entries, BATCH) > 0) {
            try {
                write(entries);
            } catch (StoreProblem e) {
                lost.increment(entries.size());
                LOG.warn("{} records of decisions are lost: {}", entries.size(), e.getMessage());
            } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
                lost.increment(entries.size());
                LOG.error("{} records of decisions are lost", entries.size(), e);
            }
            entries.clear();
        }
    }

    private void write(List<Entry> entries) {
        store.write(transaction -> {
            transaction.insert(Insert.into("cds_decision", entries)
                    .text("decision_id", Entry::id)
                    .text("card_id", Entry::card)
                    .text("client", Entry::client)
                    .text("hook", Entry::hook)
                    .text("mode", Entry::mode)
                    .text("verdict", Entry::verdict)
                    .text("rule", Entry::rule)
                    .text("indicator", Entry::indicator)
                    .bigint("decided", Entry::decided)
                    .ifMissing());
            return entries.size();
        });
    }
}
