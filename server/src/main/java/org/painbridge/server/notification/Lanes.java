package org.painbridge.server.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Places for messages that are under way, each for one message: whoever has more to send waits again, in turn. A receiver that takes
 * longer than others is moved to places of its own, and begins there the next time; so whoever is quick
 * waits for none of them longer than that, as long as there is room for the slow ones. Of both kinds of places one host gets a part
 * only: its receivers wait for each other before others wait for them.
 */
final class Lanes {
    private final Lane all;
    private final Places perHost;
    private final long quickNanos;
    private final Executor later;
    private final Set<String> knownAsSlow = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Lane> hosts = new ConcurrentHashMap<>();

    /** How many messages are under way at once. */
    record Places(int quick, int slow) {}

    /**
     * @param perHost of the places, how many one host gets
     * @param quickAtMost who takes longer is slow
     */
    Lanes(Places places, Places perHost, Duration quickAtMost) {
        this.all = new Lane(places);
        this.perHost = perHost;
        this.quickNanos = quickAtMost.toNanos();
        this.later = CompletableFuture.delayedExecutor(quickNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * @param host that the receiver may share with others
     * @return what the message returns
     */
    boolean send(String receiver, String host, BooleanSupplier message) {
        Lane own = hosts.compute(host, (name, there) -> (there == null ? new Lane(perHost) : there).enter());
        Ride ride = new Ride(own, knownAsSlow.contains(receiver));
        try {
            return message.getAsBoolean();
        } finally {
            if (ride.isSlow()) {
                knownAsSlow.add(receiver);
            } else {
                knownAsSlow.remove(receiver);
            }
            ride.end();
            hosts.computeIfPresent(host, (name, there) -> there.leave());
        }
    }

    /** Places, of one host or of all, and how many use them. */
    private static final class Lane {
        private final Semaphore quick;
        private final Semaphore slow;
        private int users;

        Lane(Places places) {
            this.quick = new Semaphore(places.quick(), true);
            this.slow = new Semaphore(places.slow(), true);
        }

        Lane enter() {
            users++;
            return this;
        }

        /** Null where nobody uses it any more. */
        @Nullable
        Lane leave() {
            users--;
            return users == 0 ? null : this;
        }
    }

    /** One message. */
    private final class Ride {
        private final Lane host;
        private final long begin;
        private boolean aside;
        private boolean ended;

        /** Waits for a place of its host first, so that nobody else waits while it does. */
        Ride(Lane host, boolean aside) {
            this.host = host;
            this.aside = aside;
            if (aside) {
                host.slow.acquireUninterruptibly();
                all.slow.acquireUninterruptibly();
            } else {
                host.quick.acquireUninterruptibly();
                all.quick.acquireUninterruptibly();
                later.execute(this::moveAside);
            }
            this.begin = System.nanoTime();
        }

        boolean isSlow() {
            return System.nanoTime() - begin > quickNanos;
        }

        /** Where there is no room, it stays for another while. */
        synchronized void moveAside() {
            if (ended) {
                return;
            }
            if (tryAside()) {
                aside = true;
                all.quick.release();
                host.quick.release();
            } else {
                later.execute(this::moveAside);
            }
        }

        private boolean tryAside() {
            if (!host.slow.tryAcquire()) {
                return false;
            }
            if (!all.slow.tryAcquire()) {
                host.slow.release();
                return false;
            }
            return true;
        }

        synchronized void end() {
            ended = true;
            (aside ? all.slow : all.quick).release();
            (aside ? host.slow : host.quick).release();
        }
    }
}
