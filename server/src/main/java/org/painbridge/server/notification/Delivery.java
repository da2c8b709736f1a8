package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** One message to one receiver: taken by a lease, sent outside any transaction, and what came of it noted under that lease. */
final class Delivery {
    private static final int EVENTS_A_MESSAGE = 20;
    /** Beyond the time that the message may take. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    private final FhirContext context;
    private final FhirStore store;
    private final SubscriptionTable subscriptions;
    private final EventTable events;
    private final StatusWriter writer;
    private final Sender sender;
    private final MessageLog log;
    private final NotificationSettings settings;
    private final Clock clock;

    Delivery(
            FhirContext context,
            FhirStore store,
            StatusWriter writer,
            Sender sender,
            MessageLog log,
            NotificationSettings settings,
            Clock clock) {
        this.context = context;
        this.store = store;
        this.subscriptions = new SubscriptionTable();
        this.events = new EventTable();
        this.writer = writer;
        this.sender = sender;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    private record Taken(String lease, Subscribed subscribed, List<Event> events) {}

    /** @return whether there was something to send, and the receiver has it: there may be more */
    boolean send(String id) {
        Taken taken = store.write(transaction -> take(transaction, id)).orElse(null);
        if (taken == null) {
            return false;
        }
        String problem =
                sender.send(taken.subscribed().endpoint(), message(taken)).orElse(null);
        store.write(transaction -> {
            settle(transaction, taken, problem);
            log(transaction, taken, problem == null);
            return taken;
        });
        return problem == null;
    }

    private void log(StoreTransaction transaction, Taken taken, boolean received) throws SQLException {
        Subscribed subscribed = taken.subscribed();
        List<String> named = subscribed.content().equals(Wanted.ID_ONLY)
                ? taken.events().stream().map(Event::focus).toList()
                : List.of();
        log.sent(transaction, "Subscription/" + subscribed.id(), subscribed.endpoint(), received, named);
    }

    private Optional<Taken> take(StoreTransaction transaction, String id) throws SQLException {
        String lease = UUID.randomUUID().toString();
        Instant now = clock.instant();
        Instant until = now.plus(settings.answerWithin()).plus(LEASE_MARGIN);
        Subscribed taken = subscriptions
                .take(transaction.connection(), id, lease, now, until)
                .orElse(null);
        if (taken == null) {
            return Optional.empty();
        }
        List<Event> next = taken.isToBeGreeted()
                ? List.of()
                : events.read(transaction.connection(), id, taken.delivered() + 1, taken.lastEvent(), EVENTS_A_MESSAGE);
        return Optional.of(new Taken(lease, taken, next));
    }

    private byte[] message(Taken taken) {
        Subscribed subscribed = taken.subscribed();
        Kind kind = subscribed.isToBeGreeted() ? Kind.HANDSHAKE : Kind.EVENT_NOTIFICATION;
        Bundle bundle = writer.notification(
                subscribed,
                kind,
                subscribed.isToBeGreeted() ? subscribed.lastEvent() : lastNumber(taken),
                taken.events(),
                subscribed.content());
        return context.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
    }

    /** Events that are no longer kept are passed over; the gap tells the receiver. */
    private static long lastNumber(Taken taken) {
        Subscribed subscribed = taken.subscribed();
        if (subscribed.isToBeGreeted()) {
            return subscribed.delivered();
        }
        return taken.events().isEmpty()
                ? subscribed.lastEvent()
                : taken.events().getLast().number();
    }

    private void settle(StoreTransaction transaction, Taken taken, @Nullable String problem) throws SQLException {
        Subscribed subscribed = taken.subscribed();
        Instant now = clock.instant();
        Instant since = subscribed.failingSince() == null ? now : subscribed.failingSince();
        boolean givenUp =
                problem != null && (subscribed.isToBeGreeted() || !now.isBefore(since.plus(settings.giveUpAfter())));
        if (problem == null && subscribed.isToBeGreeted()) {
            set(transaction, taken, SubscriptionStatus.ACTIVE, null);
        } else if (givenUp) {
            set(transaction, taken, SubscriptionStatus.ERROR, problem);
        }
        if (problem == null) {
            subscriptions.delivered(transaction.connection(), subscribed.id(), taken.lease(), lastNumber(taken));
        } else {
            int failures = subscribed.failures() + 1;
            subscriptions.failed(
                    transaction.connection(),
                    subscribed.id(),
                    taken.lease(),
                    since,
                    failures,
                    now.plus(settings.pause(failures)));
        }
    }

    /** Unless its owner has changed it meanwhile. The resource is held before the row, as where its owner changes it. */
    private void set(StoreTransaction transaction, Taken taken, SubscriptionStatus status, @Nullable String problem)
            throws SQLException {
        Subscribed subscribed = taken.subscribed();
        StoredResource current =
                transaction.readToChange("Subscription", subscribed.id()).orElse(null);
        if (current == null || current.deleted() || current.version() != subscribed.version()) {
            return;
        }
        Subscription resource = transaction.parse(Subscription.class, current);
        resource.setStatus(status).setError(problem);
        transaction.update(resource, current.version());
    }
}
