package org.painbridge.server.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.notification.Wanted.Pace;
import org.painbridge.server.store.AccessRights.Origin;

/**
 * How far a Subscription has got.
 *
 * @param nonce tells it from one that had its id before; empty where it is older than that
 * @param version of the resource
 * @param state {@code Subscription.status}
 * @param headers to be sent with each message, their values sealed
 * @param progress of its events
 * @param attempts that failed
 * @param origin of the rights of who subscribed
 * @param task that tells the operator of it; null for none
 * @param heartbeatDue unless something else is sent before
 * @param isPending whether something happened of which nobody has looked yet whether the subscriber may hear of it
 */
record Subscribed(
        String id,
        String nonce,
        int version,
        String state,
        Topic topic,
        Channel channel,
        String endpoint,
        List<String> headers,
        String content,
        Pace pace,
        Progress progress,
        Attempts attempts,
        Origin origin,
        @Nullable String task,
        Instant heartbeatDue,
        boolean isPending) {
    static final String REQUESTED = "requested";
    static final String ACTIVE = "active";
    static final String ERROR = "error";
    static final String OFF = "off";

    /**
     * Numbers of events.
     *
     * @param last that happened
     * @param delivered the last that the receiver has
     * @param againFrom the first that was asked for again; 0 for none
     * @param againUntil the last of these
     * @param attempted the last of the message that was tried last
     */
    record Progress(long last, long delivered, long againFrom, long againUntil, long attempted) {
        /** The last of the next message at most: what was tried before is tried again as it was, whatever has happened since. */
        long until() {
            return attempted > delivered ? Math.min(attempted, last) : last;
        }
    }

    /** @param failures one after the other */
    record Attempts(int failures, @Nullable Instant failingSince) {}

    boolean isToBeGreeted() {
        return state.equals(REQUESTED);
    }

    /** Whether its messages carry what they are about, each by an event of its own. */
    boolean isOneByOne() {
        return channel == Channel.MESSAGE && content.equals(Wanted.FULL_RESOURCE);
    }

    /** Events in a message. */
    int most() {
        return isOneByOne() ? 1 : pace.most();
    }

    boolean isAskedForAgain() {
        return progress.againFrom() > 0;
    }
}
