package org.painbridge.server.notification;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.notification.Message.After;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.notification.Subscribed.Progress;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.StoreTransaction;

/** What a Subscription is to be sent next, in a transaction that holds it. */
final class NextMessage {
    private static final int LOOKED_AT_ONCE = 200;

    private final EventTable events;

    NextMessage(EventTable events) {
        this.events = events;
    }

    /**
     * Gives numbers to what happened and its subscriber may read now; the rest is forgotten.
     *
     * @return whether there was anything
     */
    boolean number(StoreTransaction transaction, Subscribed subscribed, AccessScope scope) throws SQLException {
        if (!subscribed.isPending()) {
            return false;
        }
        String id = subscribed.id();
        List<Event> pending = events.pending(transaction.connection(), id, LOOKED_AT_ONCE);
        Set<String> readable = readable(transaction, subscribed.topic().type(), scope, pending);
        for (Event event : pending) {
            if (readable.contains(event.focus())) {
                events.add(transaction.connection(), List.of(id), event.focus(), event.at());
            }
        }
        events.looked(transaction.connection(), id, pending);
        return true;
    }

    /** Null where nothing waits. */
    @Nullable
    Message of(StoreTransaction transaction, Subscribed subscribed, AccessScope scope, Instant now)
            throws SQLException {
        Progress progress = subscribed.progress();
        if (subscribed.isToBeGreeted()) {
            After after = new After(progress.delivered(), progress.againFrom());
            return new Message(Kind.HANDSHAKE, progress.last(), List.of(), Set.of(), after);
        }
        if (subscribed.isAskedForAgain()) {
            return again(transaction, subscribed, scope);
        }
        if (progress.delivered() < progress.last()) {
            List<Event> next = read(transaction, subscribed, progress.delivered() + 1, progress.until());
            // Events that are no longer kept are passed over; the gap tells the receiver.
            long last = next.isEmpty() ? progress.until() : next.getLast().number();
            return new Message(
                    Kind.EVENT_NOTIFICATION,
                    progress.last(),
                    next,
                    readable(transaction, subscribed.topic().type(), scope, next),
                    new After(last, 0));
        }
        return subscribed.heartbeatDue().isAfter(now)
                ? null
                : new Message(Kind.HEARTBEAT, progress.last(), List.of(), Set.of(), new After(progress.delivered(), 0));
    }

    /** What was asked for again and is not kept any more is passed over. */
    private Message again(StoreTransaction transaction, Subscribed subscribed, AccessScope scope) throws SQLException {
        Progress progress = subscribed.progress();
        List<Event> next = read(transaction, subscribed, progress.againFrom(), progress.againUntil());
        long last = next.isEmpty() ? progress.againUntil() : next.getLast().number();
        return new Message(
                Kind.EVENT_NOTIFICATION,
                progress.last(),
                next,
                readable(transaction, subscribed.topic().type(), scope, next),
                new After(progress.delivered(), last < progress.againUntil() ? last + 1 : 0));
    }

    private List<Event> read(StoreTransaction transaction, Subscribed subscribed, long first, long last)
            throws SQLException {
        return events.read(transaction.connection(), subscribed.id(), first, last, subscribed.most());
    }

    private static Set<String> readable(
            StoreTransaction transaction, String type, AccessScope scope, Collection<Event> about) throws SQLException {
        Set<String> foci = about.stream().map(Event::focus).collect(Collectors.toSet());
        if (scope.hasAll(type)) {
            return foci;
        }
        Set<String> ids =
                foci.stream().map(focus -> focus.substring(type.length() + 1)).collect(Collectors.toSet());
        Set<String> readable = new HashSet<>();
        transaction.seen(scope, type, ids).forEach(id -> readable.add(type + "/" + id));
        return readable;
    }
}
