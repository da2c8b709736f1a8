package org.painbridge.server.export;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.export.ExportSteps.Result;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the steps of all open exports in turn, on one thread, and takes away what has expired. It looks for work when it is
 * woken, and now and then: another node may have left some behind.
 */
final class ExportRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRunner.class);
    private static final long LOOK_EVERY_SECONDS = 10;
    private static final long WAIT_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 10;

    private final FhirStore store;
    private final Exports exports;
    private final ExportSteps steps;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("export").daemon().factory());
    private volatile boolean closed;

    ExportRunner(FhirStore store, Exports exports, ExportSteps steps, Clock clock) {
        this.store = store;
        this.exports = exports;
        this.steps = steps;
        this.clock = clock;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::run, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void wake() {
        executor.execute(this::run);
    }

    /** Ends after the step that is being made. Not by interruption: H2 closes its file when a thread is interrupted. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A step of an export is still under way; it leaves nothing if it does not end");
        }
    }

    private void run() {
        try {
            Round last = Round.FURTHER;
            while (!closed && last == Round.FURTHER) {
                last = round();
            }
            if (last == Round.WAITING && !closed) {
                var unused = executor.schedule(this::run, WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            exports.removeFinished(clock.instant());
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Exports pause: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Exports pause", e);
        }
    }

    private enum Round {
        /** At least one job is further. */
        FURTHER,
        /** None is, but one may be soon. */
        WAITING,
        NOTHING
    }

    /** One step of each job. */
    private Round round() {
        Round round = Round.NOTHING;
        for (String id : exports.open()) {
            Result result = closed ? Result.NOTHING : step(id);
            if (result == Result.FURTHER) {
                round = Round.FURTHER;
            } else if (result == Result.WAITING && round == Round.NOTHING) {
                round = Round.WAITING;
            }
        }
        return round;
    }

    private Result step(String id) {
        try {
            return store.write(transaction -> steps.step(transaction, id));
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            throw e;
        } catch (RuntimeException e) { // Whatever it is, it would come again with the next step.
            LOG.error("Export {} failed", id, e);
            return store.write(transaction -> {
                steps.fail(transaction, id, "The server failed; its log has the cause under the id of the export");
                return Result.NOTHING;
            });
        }
    }
}
