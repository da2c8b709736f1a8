package org.painbridge.server.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a Subscription has got.
 *
 * @param version of the resource
 * @param state {@code Subscription.status}
 * @param lastEvent number of the last thing that happened
 * @param delivered number of the last that the receiver has
 * @param failures one after the other
 */
record Subscribed(
        String id,
        int version,
        String state,
        Topic topic,
        String endpoint,
        String content,
        long lastEvent,
        long delivered,
        int failures,
        @Nullable Instant failingSince) {
    static final String REQUESTED = "requested";
    static final String ACTIVE = "active";
    static final String ERROR = "error";
    static final String OFF = "off";

    boolean isToBeGreeted() {
        return state.equals(REQUESTED);
    }
}
