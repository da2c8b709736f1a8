package org.painbridge.server.dispensing.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs one after the other, on one thread. One that a restart cut off is run again from its beginning; if two nodes
 * run the same, one of them keeps its result.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long LOOK_EVERY_SECONDS = 10;

    private final String name;
    private final FhirStore store;
    private final JobTable table;
    private final JobWork work;
    private final Duration keepFor;
    private final Clock clock;
    private final Map<String, String> progress = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor;

    /**
     * @param name for threads and log
     * @param keepFor how long a job that has ended is kept
     */
    public JobRunner(String name, FhirStore store, JobTable table, JobWork work, Duration keepFor, Clock clock) {
        this.name = name;
        this.store = store;
        this.table = table;
        this.work = work;
        this.keepFor = keepFor;
        this.clock = clock;
        this.executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::run, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    public void wake() {
        executor.execute(this::run);
    }

    /** What this node is doing for the job. */
    public String progress(String id) {
        return progress.getOrDefault(id, "waiting for its turn, or under way on another node");
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A job of {} is still under way; it will be run again", name);
        }
    }

    private void run() {
        try {
            work.beforeJobs();
            for (String id : store.query(table::open)) {
                run(id);
            }
            long before = clock.instant().minus(keepFor).toEpochMilli();
            for (String id : store.query(connection -> table.ended(connection, before))) {
                store.write(transaction -> table.delete(transaction.connection(), id));
            }
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Jobs of {} pause: {}", name, e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Jobs of {} pause", name, e);
        }
    }

    private void run(String id) {
        try {
            Optional<byte[]> sent = store.query(connection -> table.sent(connection, id));
            if (sent.isPresent()) {
                keep(id, work.run(id, sent.get(), told -> progress.put(id, told)));
            }
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            throw e;
        } catch (JobRefused e) {
            fail(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // Whatever it is, it would come again.
            LOG.error("Job {} of {} failed", id, name, e);
            fail(id, "The server failed; its log has the cause under the id of the job");
        } finally {
            progress.remove(id);
        }
    }

    private void keep(String id, JobWork.Made made) {
        boolean kept = store.write(transaction -> table.complete(transaction, id, made.files()));
        if (kept) {
            LOG.info("Job {} of {}: {}", id, name, made.summary());
        }
    }

    private void fail(String id, String problem) {
        store.write(transaction -> {
            table.fail(transaction, id, problem);
            return id;
        });
    }
}
