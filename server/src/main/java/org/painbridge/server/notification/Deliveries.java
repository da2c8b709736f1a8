package org.painbridge.server.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, on every node: each receiver has a thread of its own while something is sent to it, so that none waits for
 * another ({@link Lanes}). It looks when a change of this node is committed, and now and then for what was left behind.
 */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Lanes.Places AT_ONCE = new Lanes.Places(32, 128);
    /** To one host, so that one with many Subscriptions that is slow leaves places to others. */
    private static final Lanes.Places TO_ONE_HOST = new Lanes.Places(24, 32);

    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final int MOST_FOUND = 1000;
    private static final long PATIENCE_SECONDS = 15;

    private final FhirStore store;
    private final Delivery delivery;
    private final Bindings bindings;
    private final Clock clock;
    private final Duration lookEvery;
    private final Duration keepEvents;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final EventTable events = new EventTable();
    private final BindingTokens tokens = new BindingTokens();
    private final Lanes lanes = new Lanes(AT_ONCE, TO_ONE_HOST, QUICK);
    /** Whom this node is sending to; true where there may be something new since. */
    private final ConcurrentMap<String, Boolean> sending = new ConcurrentHashMap<>();

    private final AtomicBoolean awake = new AtomicBoolean();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notification-", 0).factory());
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("notifications").daemon().factory());

    Deliveries(
            FhirStore store,
            Delivery delivery,
            Bindings bindings,
            Clock clock,
            Duration lookEvery,
            Duration keepEvents) {
        this.store = store;
        this.delivery = delivery;
        this.bindings = bindings;
        this.clock = clock;
        this.lookEvery = lookEvery;
        this.keepEvents = keepEvents;
    }

    void start() {
        long pause = lookEvery.toMillis();
        if (pause > 0) {
            var unused =
                    clockwork.scheduleWithFixedDelay(() -> guarded(this::run), pause, pause, TimeUnit.MILLISECONDS);
            var unusedToo = clockwork.scheduleWithFixedDelay(() -> guarded(this::forget), 0, 1, TimeUnit.HOURS);
        }
    }

    /** Returns at once; many calls may come to one look. */
    void wake() {
        if (!lookEvery.isPositive() || !awake.compareAndSet(false, true)) {
            return;
        }
        try {
            clockwork.execute(() -> {
                awake.set(false);
                guarded(this::run);
            });
        } catch (RejectedExecutionException e) { // Another node, or the next start, will look.
            LOG.debug("Notifications wait for the next start");
        }
    }

    /** Not by interruption: H2 closes its file when a thread is interrupted. */
    @Override
    public void close() throws InterruptedException {
        clockwork.shutdown();
        threads.shutdown();
        if (!clockwork.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                || !threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Notifications are still being sent; what is not noted as delivered is sent again");
        }
    }

    /** @return one for each receiver that something is sent to; done when it has everything, or has failed */
    List<Future<?>> run() {
        Instant now = clock.instant();
        List<Future<?>> begun = new ArrayList<>();
        int most = MOST_FOUND + sending.size(); // Those that wait for a place here hide nobody else.
        for (SubscriptionTable.Waiting one :
                store.query(connection -> subscriptions.waiting(connection, now, most, bindings.ids()))) {
            if (Boolean.FALSE.equals(sending.merge(one.id(), false, (old, fresh) -> true))) {
                begun.add(threads.submit(() -> sendAll(one)));
            }
        }
        return begun;
    }

    void forget() {
        Instant before = clock.instant().minus(keepEvents);
        store.write(transaction -> {
            events.forget(transaction.connection(), before);
            tokens.forget(transaction.connection(), clock.instant());
            return before;
        });
    }

    private void sendAll(SubscriptionTable.Waiting one) {
        do {
            sending.put(one.id(), false);
            guarded(() -> sendWaiting(one));
        } while (!sending.remove(one.id(), false));
    }

    private void sendWaiting(SubscriptionTable.Waiting one) {
        boolean more = true;
        while (more && !threads.isShutdown()) {
            more = lanes.send(one.id(), one.host(), () -> !threads.isShutdown() && delivery.send(one.id()));
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Notifications wait: {}", e.getMessage());
        } catch (RuntimeException e) { // Else nobody would ever look again, nor say why.
            LOG.error("Notifications wait", e);
        }
    }
}
