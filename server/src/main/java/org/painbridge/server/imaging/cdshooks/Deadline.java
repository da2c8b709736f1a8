package org.painbridge.server.imaging.cdshooks;

import java.time.Duration;

/** A moment, by the clock that never jumps. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Nothing once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean hasPassed() {
        return System.nanoTime() - nanos > 0;
    }
}
