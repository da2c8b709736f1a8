package org.painbridge.planted;

import java.time.Instant;

/** An engine whose answer depends on when it is asked. */
public record ReadsTheClock() {
    Instant today() {
        return Instant.now();
    }
}
