package org.painbridge.server.dispensing.disclosure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after disclosures that nobody asks about: what has expired goes, and what no longer holds is noted. */
final class DisclosureKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DisclosureKeeper.class);

    private final Disclosures disclosures;
    private final Duration every;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("disclosures").daemon().factory());

    /** @param every how often it looks; zero for never */
    DisclosureKeeper(Disclosures disclosures, Duration every) {
        this.disclosures = disclosures;
        this.every = every;
    }

    void start() {
        if (every.isPositive()) {
            var unused = executor.scheduleWithFixedDelay(
                    this::keep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void keep() {
        try {
            disclosures.keep();
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Disclosures are looked at later: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Disclosures are looked at later", e);
        }
    }
}
