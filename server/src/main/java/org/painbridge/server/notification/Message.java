package org.painbridge.server.notification;

import java.util.List;
import java.util.Set;
import org.painbridge.server.notification.StatusWriter.Kind;

/**
 * What is sent at once.
 *
 * @param count of all events since the beginning
 * @param named foci of the events that the subscriber may read: the others are told without it
 * @param after what the receiver has once it has this
 */
record Message(Kind kind, long count, List<Event> events, Set<String> named, After after) {
    Message {
        events = List.copyOf(events);
        named = Set.copyOf(named);
    }

    /**
     * How far that is.
     *
     * @param delivered number of the last event
     * @param again the first of those that were asked for again and are still to be sent; 0 for none
     */
    record After(long delivered, long again) {}
}
