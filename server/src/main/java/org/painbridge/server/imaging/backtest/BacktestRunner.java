package org.painbridge.server.imaging.backtest;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.imaging.Guidelines;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs back-tests one after the other, on one thread. One that a restart cut off is run again from its beginning. */
final class BacktestRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestRunner.class);
    private static final long LOOK_EVERY_SECONDS = 10;
    private static final Duration KEEP_FOR = Duration.ofHours(24);

    private final FhirStore store;
    private final BacktestTable table;
    private final Guidelines guidelines;
    private final BacktestWriter writer;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("backtest").daemon().factory());

    BacktestRunner(FhirStore store, BacktestTable table, Guidelines guidelines, BacktestWriter writer, Clock clock) {
        this.store = store;
        this.table = table;
        this.guidelines = guidelines;
        this.writer = writer;
        this.clock = clock;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::run, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void wake() {
        executor.execute(this::run);
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A back-test is still under way; it will be run again");
        }
    }

    private void run() {
        try {
            for (String id : store.query(table::open)) {
                run(id);
            }
            long before = clock.instant().minus(KEEP_FOR).toEpochMilli();
            store.write(transaction -> {
                table.expire(transaction.connection(), before);
                return before;
            });
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Back-tests pause: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Back-tests pause", e);
        }
    }

    private void run(String id) {
        try {
            store.write(transaction -> {
                compare(transaction, id);
                return id;
            });
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            throw e;
        } catch (RuntimeException e) { // Whatever it is, it would come again.
            LOG.error("Back-test {} failed", id, e);
            store.write(transaction -> {
                table.fail(transaction, id, "The server failed; its log has the cause under the id of the back-test");
                return id;
            });
        }
    }

    private void compare(StoreTransaction transaction, String id) throws SQLException {
        BacktestTable.Job job = table.read(transaction.connection(), id).orElse(null);
        if (job == null || !job.state().equals("open")) {
            return;
        }
        BacktestDefinition asked = job.definition();
        long start = clock.millis();
        Backtest backtest = new Backtest(
                guidelines.named(asked.baseline(), "baseline"),
                guidelines.named(asked.candidate(), "candidate"),
                clock.instant().atOffset(ZoneOffset.UTC));
        Cohort cohort = asked.cases().isEmpty()
                ? new StoredCohort(transaction.connection(), asked.fromMonth(), asked.untilMonth())
                : new SentCohort(asked.cases());
        Comparison comparison = backtest.compare(cohort);
        String report = writer.report(asked, comparison, Duration.ofMillis(clock.millis() - start));
        table.complete(transaction, id, report, writer.changes(comparison));
    }
}
