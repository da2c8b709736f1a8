package org.painbridge.server.imaging.cdshooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions of hooks on their way to the database: written in the background, many at once, so that no call waits for it. What
 * does not fit into the queue is counted and lost. What was told to nobody goes when it is older than it may be, with the
 * feedback to cards of that time; what was signed stays, as that of the operation does.
 */
final class DecisionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    /** A decision holds its chart until it is written. */
    private static final int QUEUE = 2000;
    /** A hundred resources, which is one message. */
    private static final int BATCH = 25;

    private static final long EVERY_MILLIS = 250;
    private static final long PATIENCE_SECONDS = 10;
    private static final long TIDY_EVERY_HOURS = 6;

    private final Decisions decisions;
    private final FhirStore store;
    private final Clock clock;
    private final Duration keep;
    private final Counter lost;
    private final BlockingQueue<Decisions.Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cds-decisions").daemon().factory());

    /** @param keep how long rows are kept that nobody was told */
    DecisionLog(Decisions decisions, FhirStore store, Clock clock, Duration keep, MeterRegistry meters) {
        this.decisions = decisions;
        this.store = store;
        this.clock = clock;
        this.keep = keep;
        this.lost = meters.counter("painbridge.cds.records.lost");
    }

    void start() {
        var writing = executor.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        var tidying = executor.scheduleWithFixedDelay(this::tidy, 1, TIDY_EVERY_HOURS, TimeUnit.HOURS);
    }

    boolean hasRoom() {
        return queue.remainingCapacity() > 0;
    }

    void add(Decisions.Entry entry) {
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
                delete(
                        transaction.connection(),
                        "delete from imaging_decision where token is null and issued < ?",
                        before);
                delete(
                        transaction.connection(),
                        "delete from imaging_feedback where card is not null and received < ?",
                        before);
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
        List<Decisions.Entry> entries = new ArrayList<>();
        while (queue.drainTo(entries, BATCH) > 0) {
            if (!keep(entries)) {
                entries.stream().filter(entry -> !keep(List.of(entry))).forEach(entry -> lost.increment());
            }
            entries.clear();
        }
    }

    /**
     * One that cannot be kept takes others with it. Not the message, nor the causes: they may quote the patient.
     *
     * @return whether they are kept
     */
    private boolean keep(List<Decisions.Entry> entries) {
        try {
            decisions.keepAll(entries);
            return true;
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error(
                    "{} decisions cannot be kept: {} at {}",
                    entries.size(),
                    e.getClass().getName(),
                    Arrays.stream(e.getStackTrace()).findFirst().orElse(null));
            return false;
        }
    }
}
