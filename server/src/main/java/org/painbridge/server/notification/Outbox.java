package org.painbridge.server.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.notification.Happening.Listener;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.TransactionEnd.Outcome;
import org.painbridge.server.store.WriteListener;

/** Notes what happened for each Subscription that wants to hear of it, and what Subscriptions want, within the change itself. */
final class Outbox implements WriteListener {
    /** As the column is long. */
    private static final int MOST_CLAIMS = 8000;

    private final SubscriptionReader reader;
    private final SubscriptionTable subscriptions;
    private final EventTable events;
    private final OperatorTasks tasks;
    private final Runnable wake;

    /** @param wake told after a commit that there is something to send */
    Outbox(
            SubscriptionReader reader,
            SubscriptionTable subscriptions,
            EventTable events,
            OperatorTasks tasks,
            Runnable wake) {
        this.reader = reader;
        this.subscriptions = subscriptions;
        this.events = events;
        this.tasks = tasks;
        this.wake = wake;
    }

    /** Findings are written by a listener, too. */
    @Override
    public boolean waitsForOthers() {
        return true;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> ofCaller) throws SQLException {
        List<Change> changes = List.copyOf(transaction.changes());
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
            Subscribed ended = subscriptions.read(transaction.connection(), id).orElse(null);
            if (ended != null) {
                tasks.close(transaction, ended);
            }
            subscriptions.delete(transaction.connection(), id);
            events.forget(transaction.connection(), id);
            return;
        }
        String state =
                subscription.getStatus() != null ? subscription.getStatus().toCode() : "";
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
        AccessRights rights = transaction.caller().get();
        requireAny(rights, wanted.topic());
        Connection connection = transaction.connection();
        Origin before =
                subscriptions.read(connection, id).map(Subscribed::origin).orElse(null);
        boolean own = before == null || before.holder().equals(rights.origin().holder());
        if (!own && !rights.see().hasAll(wanted.topic().type())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "This Subscription is of somebody else, who may reach more");
        }
        subscriptions.put(connection, id, stored.version(), state, wanted);
        if (own) {
            boolean limited = !rights.see().hasAll(wanted.topic().type());
            subscriptions.setOrigin(connection, id, kept(rights.origin()), limited);
        } // Else whoever changes it does not lend it the own rights.
    }

    private static void requireAny(AccessRights rights, Topic topic) {
        if (!rights.see().hasAny(topic.type())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "Subscription.criteria",
                    "To hear of this topic you need to reach resources of type " + topic.type());
        }
    }

    private static Origin kept(Origin origin) {
        if (origin.claims().length() > MOST_CLAIMS) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "The token says too much to be kept: take one with fewer scopes");
        }
        return origin;
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
        Set<String> limited =
                listeners.stream().filter(Listener::limited).map(Listener::id).collect(Collectors.toSet());
        for (Map.Entry<Happening, Set<String>> each : told.entrySet()) {
            Set<String> later = new TreeSet<>(each.getValue());
            later.retainAll(limited);
            Set<String> now = new TreeSet<>(each.getValue());
            now.removeAll(limited);
            String focus = each.getKey().focus();
            events.add(transaction.connection(), now, focus, transaction.now());
            events.addPending(transaction.connection(), later, focus, transaction.now());
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
