package org.painbridge.server.notification;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.MessageLog;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** One message to one receiver: taken by a lease, sent outside any transaction, and what came of it noted under that lease. */
final class Delivery {
    private final FhirStore store;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final NextMessage next = new NextMessage(new EventTable());
    private final SubscriberRights rights;
    private final MessageWriter writer;
    private final Sender sender;
    private final MessageLog log;
    private final OperatorTasks tasks;
    private final NotificationSettings settings;
    private final Clock clock;

    Delivery(
            FhirStore store,
            SubscriberRights rights,
            MessageWriter writer,
            Sender sender,
            MessageLog log,
            NotificationSettings settings,
            Clock clock) {
        this.store = store;
        this.rights = rights;
        this.writer = writer;
        this.sender = sender;
        this.log = log;
        this.tasks = new OperatorTasks(subscriptions, settings.operator());
        this.settings = settings;
        this.clock = clock;
    }

    /** @param message null where nothing of what happened is for the subscriber */
    private record Taken(
            String lease, Subscribed subscribed, @Nullable Message message) {}

    /** @return whether there was something to send, and the receiver has it: there may be more */
    boolean send(String id) {
        Subscribed known =
                store.query(connection -> subscriptions.read(connection, id)).orElse(null);
        if (known == null) {
            return false;
        }
        AccessScope scope = rights.of(known.origin());
        Taken taken =
                store.write(transaction -> take(transaction, known, scope)).orElse(null);
        if (taken == null) {
            return false;
        }
        Message message = taken.message();
        return message == null || send(taken.lease(), taken.subscribed(), message, scope);
    }

    private boolean send(String lease, Subscribed subscribed, Message message, AccessScope scope) {
        Bundle bundle = writer.write(subscribed, message, scope);
        String problem = sender.send(subscribed, message, bundle).orElse(null);
        store.write(transaction -> {
            settle(transaction, lease, subscribed, message, problem);
            List<String> named = subscribed.content().equals(Wanted.EMPTY) ? List.of() : List.copyOf(message.named());
            String endpoint = subscribed.endpoint().isEmpty() ? NotificationSocket.PATH : subscribed.endpoint();
            log.sent(transaction, "Subscription/" + subscribed.id(), endpoint, problem == null, named);
            return subscribed;
        });
        return problem == null;
    }

    /** Empty where it does not wait, or somebody else has it. */
    private Optional<Taken> take(StoreTransaction transaction, Subscribed known, AccessScope scope)
            throws SQLException {
        String lease = UUID.randomUUID().toString();
        Instant now = clock.instant();
        Optional<Subscribed> held = subscriptions.hold(transaction.connection(), known.id(), known.origin(), now);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Subscribed subscribed = held.get();
        if (next.number(transaction, subscribed, scope)) {
            subscribed =
                    subscriptions.read(transaction.connection(), known.id()).orElseThrow();
        }
        Message message = next.of(transaction, subscribed, scope, now);
        if (message != null) {
            Instant until = now.plus(sender.patience(subscribed)).plus(settings.takeOverAfter());
            long attempted = message.kind() == Kind.EVENT_NOTIFICATION && !subscribed.isAskedForAgain()
                    ? message.after().delivered()
                    : subscribed.progress().attempted();
            subscriptions.lease(transaction.connection(), known.id(), lease, until, attempted);
        }
        return Optional.of(new Taken(lease, subscribed, message));
    }

    private void settle(
            StoreTransaction transaction,
            String lease,
            Subscribed subscribed,
            Message message,
            @Nullable String problem)
            throws SQLException {
        Instant now = clock.instant();
        if (problem == null) {
            if (subscribed.isToBeGreeted()) {
                set(transaction, subscribed, SubscriptionStatus.ACTIVE, null);
            }
            tasks.close(transaction, subscribed);
            subscriptions.delivered(transaction.connection(), subscribed, lease, message.after(), now);
            return;
        }
        Instant failing = subscribed.attempts().failingSince();
        Instant since = failing == null ? now : failing;
        boolean longEnough = !now.isBefore(since.plus(settings.giveUpAfter()));
        // Who is not connected is waited for.
        boolean givenUp = subscribed.channel() != Channel.WEBSOCKET && (subscribed.isToBeGreeted() || longEnough);
        if (givenUp && set(transaction, subscribed, SubscriptionStatus.ERROR, problem) && longEnough) {
            tasks.open(transaction, subscribed, problem);
        }
        int failures = subscribed.attempts().failures() + 1;
        Instant due = now.plus(settings.pause(failures));
        subscriptions.failed(transaction.connection(), subscribed.id(), lease, since, failures, due);
    }

    /**
     * Unless its owner has changed it meanwhile. The resource is held before the row, as where its owner changes it.
     *
     * @return whether it is so now
     */
    private static boolean set(
            StoreTransaction transaction, Subscribed subscribed, SubscriptionStatus status, @Nullable String problem)
            throws SQLException {
        StoredResource current =
                transaction.readToChange("Subscription", subscribed.id()).orElse(null);
        if (current == null || current.deleted() || current.version() != subscribed.version()) {
            return false;
        }
        Subscription resource = transaction.parse(Subscription.class, current);
        resource.setStatus(status).setError(problem);
        transaction.update(resource, current.version());
        return true;
    }
}
