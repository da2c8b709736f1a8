package org.painbridge.server.imaging.cdshooks;

import java.time.Duration;

/** A moment, by the clock that never jumps. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - nanos > 0;
    }
}
