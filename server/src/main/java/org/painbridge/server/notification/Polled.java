package org.painbridge.server.notification;

import java.util.Set;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/**
 * Looks at what has happened for a subscriber who reaches some patients only, because somebody asks: nothing may ever be sent to
 * a receiver that is paused, given up or not connected.
 */
final class Polled {
    private final FhirStore store;
    private final SubscriberRights rights;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final EventTable events = new EventTable();
    private final NextMessage next = new NextMessage(events);

    Polled(FhirStore store, SubscriberRights rights) {
        this.store = store;
        this.rights = rights;
    }

    /** With a number for all that the subscriber may read of what happened. */
    Subscribed upToDate(Subscribed known) {
        Subscribed now = known;
        while (now.isPending()) {
            now = looked(now);
        }
        return now;
    }

    private Subscribed looked(Subscribed known) {
        AccessScope scope = rights.of(known.origin());
        return store.write(transaction -> {
            events.hold(transaction.connection(), Set.of(known.id()));
            Subscribed held = subscriptions
                    .read(transaction.connection(), known.id())
                    .orElseThrow(() -> new StoreProblem.NotFound("The status of Subscription/" + known.id()));
            // Whoever has it by other rights meanwhile is looked at by these the next time.
            if (held.origin().equals(known.origin()) && next.number(transaction, held, scope)) {
                return subscriptions.read(transaction.connection(), known.id()).orElseThrow();
            }
            return held;
        });
    }
}
