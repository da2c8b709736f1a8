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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.imaging.ToldDecisions;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions of hooks on their way to the database: written in the background, many at once, so that no call waits for it, and
 * stored as resources after that. What does not fit into the queue is counted and lost. What was told to nobody goes when it is
 * older than it may be, with the feedback to cards of that time; what was signed stays, as that of the operation does.
 */
final class DecisionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final int QUEUE = 2000;
    private static final int BATCH = 200;
    /** A hundred resources, which is one message. */
    private static final int STORED_AT_ONCE = 25;

    private static final long EVERY_MILLIS = 250;
    private static final int PAUSES = 4;
    private static final long FAST_A_SECOND = 100;
    private static final long PATIENCE_SECONDS = 10;
    private static final long TIDY_EVERY_HOURS = 6;

    private final ToldDecisions decisions;
    private final FhirStore store;
    private final Clock clock;
    private final Duration keep;
    private final Counter lost;
    private final BlockingQueue<ToldDecisions.Packed> queue = new ArrayBlockingQueue<>(QUEUE);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cds-decisions").daemon().factory());
    private final ScheduledExecutorService storing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cds-resources").daemon().factory());
    private final AtomicLong arrived = new AtomicLong();
    private volatile @Nullable ScheduledFuture<?> next;
    private long lookedAt = System.nanoTime();

    /** @param keep how long rows are kept that nobody was told */
    DecisionLog(ToldDecisions decisions, FhirStore store, Clock clock, Duration keep, MeterRegistry meters) {
        this.decisions = decisions;
        this.store = store;
        this.clock = clock;
        this.keep = keep;
        this.lost = meters.counter("painbridge.cds.records.lost");
    }

    void start() {
        var writing = executor.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        var tidying = executor.scheduleWithFixedDelay(this::tidy, 1, TIDY_EVERY_HOURS, TimeUnit.HOURS);
        next = storing.schedule(this::storeResources, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    boolean hasRoom() {
        return queue.remainingCapacity() > 0;
    }

    void add(ToldDecisions.Packed packed) {
        arrived.incrementAndGet();
        if (!queue.offer(packed)) {
            lost.increment();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopStoring();
        executor.shutdown();
        if (executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            write();
        }
    }

    /** Not by an interrupt: it would close the file of an H2 that is just being written. */
    private void stopStoring() throws InterruptedException {
        storing.shutdown();
        ScheduledFuture<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (!storing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Resources of decisions are still being stored; the rest waits for the next start");
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

    /** All that is in the queue. */
    synchronized void write() {
        List<ToldDecisions.Packed> packed = new ArrayList<>();
        while (queue.drainTo(packed, BATCH) > 0) {
            if (!keep(packed)) {
                packed.forEach(each -> keep(List.of(each)));
            }
            packed.clear();
        }
    }

    /** One that cannot be kept takes others with it, which are then kept one by one. */
    private boolean keep(List<ToldDecisions.Packed> packed) {
        try {
            decisions.keep(packed);
            return true;
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            if (packed.size() == 1) {
                lose(1, e);
            }
            return false;
        }
    }

    /** Not the message, nor the causes: they may quote the patient. */
    void lose(int decisions, RuntimeException failure) {
        lost.increment(decisions);
        LOG.error(
                "{} decisions cannot be kept: {} at {}",
                decisions,
                failure.getClass().getName(),
                Arrays.stream(failure.getStackTrace()).findFirst().orElse(null));
    }

    /** While calls come fast, with a fifth of one processor, however many wait; else at once. */
    private void storeResources() {
        long started = System.nanoTime();
        long pause = EVERY_MILLIS;
        try {
            int taken = decisions.store(STORED_AT_ONCE);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            pause = isBusy(took) ? PAUSES * took : taken == STORED_AT_ONCE ? 0 : EVERY_MILLIS;
        } catch (RuntimeException e) { // They wait in the database.
            LOG.warn("The resources of decisions wait: {}", e.getClass().getName());
        }
        if (!storing.isShutdown()) {
            next = storing.schedule(this::storeResources, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Since the resources were stored the last time. */
    private boolean isBusy(long tookMillis) {
        long now = System.nanoTime();
        long millis = Math.max(tookMillis, TimeUnit.NANOSECONDS.toMillis(now - lookedAt));
        lookedAt = now;
        return arrived.getAndSet(0) * TimeUnit.SECONDS.toMillis(1) > FAST_A_SECOND * millis;
    }
}
