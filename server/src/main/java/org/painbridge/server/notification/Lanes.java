package org.painbridge.server.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Places for messages that are under way, each for one message: whoever has more to send waits again, in turn. A receiver that takes
 * longer than others is moved to places of its own, and begins there the next time; so whoever is quick
 * waits for none of them longer than that, as long as there is room for the slow ones.
 */
final class Lanes {
    private final Semaphore quick;
    private final Semaphore slow;
    private final long quickNanos;
    private final Executor later;
    private final Set<String> knownAsSlow = ConcurrentHashMap.newKeySet();

    /** @param quickAtMost who takes longer is slow */
    Lanes(int quickPlaces, int slowPlaces, Duration quickAtMost) {
        this.quick = new Semaphore(quickPlaces, true);
        this.slow = new Semaphore(slowPlaces, true);
        this.quickNanos = quickAtMost.toNanos();
        this.later = CompletableFuture.delayedExecutor(quickNanos, TimeUnit.NANOSECONDS);
    }

    /** @return what the message returns */
    boolean send(String receiver, BooleanSupplier message) {
        Ride ride = knownAsSlow.contains(receiver) ? slowRide() : quickRide();
        try {
            return message.getAsBoolean();
        } finally {
            if (ride.isSlow()) {
                knownAsSlow.add(receiver);
            } else {
                knownAsSlow.remove(receiver);
            }
            ride.end();
        }
    }

    private Ride slowRide() {
        slow.acquireUninterruptibly();
        return new Ride(slow);
    }

    private Ride quickRide() {
        quick.acquireUninterruptibly();
        Ride ride = new Ride(quick);
        later.execute(ride::moveAside);
        return ride;
    }

    /** One message. */
    private final class Ride {
        private final long begin = System.nanoTime();
        private Semaphore place;
        private boolean ended;

        Ride(Semaphore place) {
            this.place = place;
        }

        boolean isSlow() {
            return System.nanoTime() - begin > quickNanos;
        }

        /** Where there is no room, it stays for another while. */
        synchronized void moveAside() {
            if (ended) {
                return;
            }
            if (slow.tryAcquire()) {
                place = slow;
                quick.release();
            } else {
                later.execute(this::moveAside);
            }
        }

        synchronized void end() {
            ended = true;
            place.release();
        }
    }
}
