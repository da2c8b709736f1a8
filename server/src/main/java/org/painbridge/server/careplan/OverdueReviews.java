package org.painbridge.server.careplan;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every now and then for reviews that are overdue, on every node: whoever holds the plan first tells it. */
final class OverdueReviews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueReviews.class);
    private static final String CODE = "https://painbridge.example/fhir/CodeSystem/task-code|review-care-plan";

    private final FhirStore store;
    private final Exchange exchange;
    private final CarePlanSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("overdue-reviews").daemon().factory());

    OverdueReviews(FhirStore store, Exchange exchange, CarePlanSettings settings, Clock clock) {
        this.store = store;
        this.exchange = exchange;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        long pause = settings.lookForOverdueEvery().toMillis();
        if (pause > 0) {
            var unused = executor.scheduleWithFixedDelay(this::guarded, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("Overdue reviews are still being told; the rest will be at the next start");
        }
    }

    private void guarded() {
        try {
            int told = run();
            if (told > 0) {
                LOG.info("Overdue reviews: {}", told);
            }
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Overdue reviews wait: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Overdue reviews wait", e);
        }
    }

    /** @return how many reviews were told of */
    int run() {
        Instant now = clock.instant();
        SearchQuery reviews =
                SearchQuery.of("Task").where("code", CODE).where("_sort", "_id").where("_count", "1000");
        Set<String> late = new LinkedHashSet<>();
        add(
                late,
                reviews.where("status", "requested")
                        .where(
                                "authored-on",
                                "lt" + now.minus(settings.deadlines().shortestAcknowledgement()))
                        .where("business-status:missing", "true"));
        add(
                late,
                reviews.where("status", "requested,received")
                        .where("due", "lt" + now)
                        .where("business-status:not", "overdue-response"));
        int told = 0;
        for (String review : late) {
            told += told(review) ? 1 : 0;
        }
        return told;
    }

    private boolean told(String review) {
        try {
            return exchange.escalate(review, settings.deadlines());
        } catch (ExchangeRefusal | StoreProblem.NotFound | StoreProblem.Gone e) {
            LOG.debug("{} is a review of no plan that was pushed here: {}", review, e.getMessage());
            return false;
        }
    }

    private void add(Set<String> late, SearchQuery query) {
        StoreView all = store.within(AccessScope.ALL);
        SearchPage page = all.search(query);
        page.matches().forEach(stored -> late.add(stored.reference()));
        while (page.nextCursor() != null) {
            page = all.search(query.where("_cursor", page.nextCursor()));
            page.matches().forEach(stored -> late.add(stored.reference()));
        }
    }
}
