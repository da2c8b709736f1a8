package org.painbridge.server.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows the time that a test sets. */
public final class SetClock extends Clock {
    private volatile Instant time;

    public SetClock(Instant time) {
        this.time = time;
    }

    public void set(Instant other) {
        time = other;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        return time;
    }
}
