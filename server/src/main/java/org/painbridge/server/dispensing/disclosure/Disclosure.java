package org.painbridge.server.dispensing.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param expires of the request while it waits, of the package once it is released
 * @param decision null while it waits
 * @param downloads how often a file of it was fetched
 * @param changed since when it is known that the package tells what no longer holds; null where it is not
 */
record Disclosure(
        String id,
        State state,
        Instant requested,
        Party requester,
        Asked asked,
        Instant expires,
        @Nullable Decision decision,
        int downloads,
        @Nullable Instant changed) {

    enum State {
        PENDING,
        RELEASED,
        REJECTED
    }

    /** @param reason why it was rejected; empty where nothing was said */
    record Decision(Instant at, Party by, String reason) {}

    boolean isOver(Instant now) {
        return state != State.REJECTED && !now.isBefore(expires);
    }
}
