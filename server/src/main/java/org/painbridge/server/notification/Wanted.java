package org.painbridge.server.notification;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Subscription asks for.
 *
 * @param owner {@code Type/id}, of the Task, or who is told by a Communication; null for whichever
 * @param patient {@code Patient/id}; null for whichever
 * @param headers to be sent with each message, their values sealed
 * @param content {@code empty}, {@code id-only} or {@code full-resource}
 */
record Wanted(
        Topic topic,
        @Nullable String owner,
        @Nullable String patient,
        Channel channel,
        String endpoint,
        List<String> headers,
        String content,
        Pace pace) {
    static final String EMPTY = "empty";
    static final String ID_ONLY = "id-only";
    static final String FULL_RESOURCE = "full-resource";

    Wanted {
        headers = List.copyOf(headers);
    }

    /**
     * How much at once, and how often.
     *
     * @param most events in a message
     * @param patience time for one message; null: as the settings say
     * @param heartbeat longest time without a message; null for none
     */
    record Pace(
            int most, @Nullable Duration patience, @Nullable Duration heartbeat) {
        static final Pace USUAL = new Pace(20, null, null);
    }
}
