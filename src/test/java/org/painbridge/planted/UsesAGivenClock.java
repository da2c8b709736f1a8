package org.painbridge.planted;

import java.time.Clock;
import java.time.LocalDate;

/** No violation: the clock comes from outside. */
public record UsesAGivenClock(Clock clock) {
    LocalDate today() {
        return LocalDate.now(clock);
    }
}
