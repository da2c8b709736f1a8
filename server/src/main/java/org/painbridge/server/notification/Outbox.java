package org.painbridge.server.notification;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.notification.Happening.Listener;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.TransactionEnd.Outcome;
import org.painbridge.server.store.WriteListener;

/** Notes what happened for each Subscription that wants to hear of it, and what Subscriptions want, within the change itself. */
final class Outbox implements WriteListener {
    private final SubscriptionReader reader;
    private final SubscriptionTable subscriptions;
    private final EventTable events;
    private final Runnable wake;

    /** @param wake told after a commit that there is something to send */
    Outbox(SubscriptionReader reader, SubscriptionTable subscriptions, EventTable events, Runnable wake) {
        this.reader = reader;
        this.subscriptions = subscriptions;
        this.events = events;
        this.wake = wake;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        boolean subscribed = false;
        for (Change change : changes) {
            if (change.stored().type().equals("Subscription")) {
                changed(transaction, change.stored(), change.resource());
                subscribed = true;
            }
        }
        if (tell(transaction, changes) || subscribed) {
            transaction.end().tell(outcome -> {
                if (outcome != Outcome.ROLLED_BACK) {
                    wake.run();
                }
            });
        }
    }

    private void changed(StoreTransaction transaction, StoredResource stored, @Nullable Resource resource)
            throws SQLException {
        String id = stored.id();
        if (!(resource instanceof Subscription subscription)) {
            subscriptions.delete(transaction.connection(), id);
            events.forget(transaction.connection(), id);
            return;
        }
        String state = subscription.hasStatus() ? subscription.getStatus().toCode() : "";
        if (transaction.caller().isEmpty()) {
            if (!subscriptions.set(transaction.connection(), id, stored.version(), state)) {
                throw new RequestProblem(
                        ErrorCode.ACCESS_DENIED, "", "A Subscription is created by POST or PUT, and in no other way");
            }
            return;
        }
        if (!state.equals(Subscribed.REQUESTED) && !state.equals(Subscribed.OFF)) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_SUBSCRIPTION,
                    "Subscription.status",
                    "Set status to requested, or to off: active and error are the server's to say");
        }
        Wanted wanted = reader.read(subscription);
        requireAll(transaction.caller().get(), wanted.topic());
        subscriptions.put(transaction.connection(), id, stored.version(), state, wanted);
    }

    private static void requireAll(AccessRights rights, Topic topic) {
        if (!rights.see().hasAll(topic.type())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "Subscription.criteria",
                    "To hear of this topic you need to reach every " + topic.type() + ", of whichever patient");
        }
    }

    private boolean tell(StoreTransaction transaction, List<Change> changes) throws SQLException {
        List<Happening> happenings = happenings(changes);
        if (happenings.isEmpty()) {
            return false;
        }
        List<Listener> listeners = events.listeners(transaction.connection(), happenings);
        Map<Happening, Set<String>> told = new LinkedHashMap<>();
        Set<String> all = new TreeSet<>();
        for (Happening happening : happenings) {
            Set<String> ids = new TreeSet<>();
            listeners.stream()
                    .filter(listener -> listener.hears(happening))
                    .forEach(listener -> ids.add(listener.id()));
            if (!ids.isEmpty()) {
                told.put(happening, ids);
                all.addAll(ids);
            }
        }
        if (all.isEmpty()) {
            return false;
        }
        events.hold(transaction.connection(), all);
        for (Map.Entry<Happening, Set<String>> each : told.entrySet()) {
            events.add(transaction.connection(), each.getValue(), each.getKey().focus(), transaction.now());
        }
        return true;
    }

    /** What a transaction writes several times has happened once. */
    private static List<Happening> happenings(List<Change> changes) {
        Map<String, Change> last = new LinkedHashMap<>();
        Set<String> created = new HashSet<>();
        for (Change change : changes) {
            last.put(change.stored().reference(), change);
            if (change.stored().version() == 1) {
                created.add(change.stored().reference());
            }
        }
        List<Happening> happenings = new ArrayList<>();
        last.forEach((reference, change) -> {
            if (change.resource() != null) {
                happenings.add(Happening.of(change.resource(), reference, created.contains(reference)));
            }
        });
        happenings.removeIf(happening -> happening.topics().isEmpty());
        return happenings;
    }
}
