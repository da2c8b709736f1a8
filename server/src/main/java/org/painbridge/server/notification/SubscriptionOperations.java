package org.painbridge.server.notification;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** How far a Subscription has got, and what happened; docs/operations/status.md, events.md. */
public final class SubscriptionOperations implements CapabilityOperations {
    private static final String DEFINED =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";
    private static final String GUIDE = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final String SINCE = "eventsSinceNumber";
    private static final String UNTIL = "eventsUntilNumber";
    private static final List<String> STATES =
            List.of(Subscribed.REQUESTED, Subscribed.ACTIVE, Subscribed.ERROR, Subscribed.OFF);
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_SUBSCRIPTIONS = 100;

    private final FhirStore store;
    private final CallerViews views;
    private final StatusWriter writer;
    private final Deliveries deliveries;
    private final Polled polled;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final EventTable events = new EventTable();

    SubscriptionOperations(
            FhirStore store, CallerViews views, StatusWriter writer, Deliveries deliveries, Polled polled) {
        this.store = store;
        this.views = views;
        this.writer = writer;
        this.deliveries = deliveries;
        this.polled = polled;
    }

    @Operation(name = "$status", typeName = "Subscription", idempotent = true, canonicalUrl = DEFINED + "status")
    public Bundle status(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        if (id != null) {
            OperationParameters.of("$status", List.of(), request, body);
            return writer.statusAnswer(List.of(subscribed(id.getIdPart(), request)), this::error);
        }
        OperationParameters sent = OperationParameters.of("$status", List.of("id", "status"), request, body);
        List<String> states = sent.list("status");
        if (!STATES.containsAll(states)) {
            throw OperationParameters.problem("status", "status is one of " + String.join(", ", STATES));
        }
        return writer.statusAnswer(
                several(sent.list("id"), request).stream()
                        .filter(each -> states.isEmpty() || states.contains(each.state()))
                        .toList(),
                this::error);
    }

    /** Why it is in error, as its resource says; whose status is told may read that. */
    private Optional<String> error(Subscribed subscribed) {
        return subscribed.state().equals(Subscribed.ERROR)
                ? store.within(AccessScope.ALL)
                        .read("Subscription", subscribed.id())
                        .filter(stored -> !stored.deleted())
                        .map(stored -> ((Subscription) store.parse(stored)).getError())
                : Optional.empty();
    }

    /** Those of these that are there for the caller; of no ids, all of them. */
    private List<Subscribed> several(List<String> ids, RequestDetails request) {
        SearchQuery query = SearchQuery.of("Subscription").where("_count", String.valueOf(MOST_SUBSCRIPTIONS));
        if (ids.size() > MOST_SUBSCRIPTIONS) {
            throw OperationParameters.problem("id", "Ask for at most " + MOST_SUBSCRIPTIONS + " at once");
        }
        List<String> plain = ids.stream()
                .map(id -> id.startsWith("Subscription/") ? id.substring("Subscription/".length()) : id)
                .toList();
        SearchPage page =
                views.of(request).search(plain.isEmpty() ? query : query.where("_id", String.join(",", plain)));
        List<Subscribed> found = store.query(connection -> {
            List<Subscribed> all = new ArrayList<>();
            for (StoredResource stored : page.matches()) {
                subscriptions.read(connection, stored.id()).ifPresent(all::add);
            }
            return all;
        });
        return found.stream().map(polled::upToDate).toList();
    }

    @Operation(name = "$events", typeName = "Subscription", idempotent = true, canonicalUrl = DEFINED + "events")
    public Bundle events(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        List<String> names = List.of(SINCE, UNTIL, "content");
        OperationParameters sent = OperationParameters.of("$events", names, request, body);
        Subscribed subscribed = subscribed(id.getIdPart(), request);
        String content =
                sent.one("content").orElse(subscribed.content().equals(Wanted.EMPTY) ? Wanted.EMPTY : Wanted.ID_ONLY);
        if (!content.equals(Wanted.EMPTY) && !content.equals(Wanted.ID_ONLY)) {
            throw OperationParameters.problem("content", "content is empty or id-only");
        }
        String type = subscribed.topic().type();
        if (!views.scope(request).hasAny(type)) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "The events of this topic are for whoever reads resources of " + type);
        }
        long first = sent.positive(SINCE).orElse(1);
        long last = sent.positive(UNTIL).map(Integer::longValue).orElse(Long.MAX_VALUE);
        List<Event> found =
                store.query(connection -> events.read(connection, subscribed.id(), first, last, MOST_EVENTS));
        return writer.notification(
                subscribed,
                Kind.QUERY_EVENT,
                subscribed.progress().last(),
                found,
                readable(found, type, request),
                content);
    }

    /** What the caller may not read is told without saying what it was. */
    private Set<String> readable(List<Event> found, String type, RequestDetails request) {
        Set<String> foci = found.stream().map(Event::focus).collect(Collectors.toSet());
        if (views.scope(request).hasAll(type)) {
            return foci;
        }
        Set<String> ids =
                foci.stream().map(focus -> focus.substring(type.length() + 1)).collect(Collectors.toSet());
        return views.of(request).seen(type, ids).stream()
                .map(id -> type + "/" + id)
                .collect(Collectors.toSet());
    }

    @Operation(name = "$resend", typeName = "Subscription", canonicalUrl = DEFINED + "resend")
    public OperationOutcome resend(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$resend", List.of(SINCE, UNTIL), request, body);
        long first = sent.positive(SINCE)
                .orElseThrow(() -> OperationParameters.problem(SINCE, "Send " + SINCE + ", the first number"));
        long last = sent.positive(UNTIL).map(Integer::longValue).orElse(Long.MAX_VALUE);
        String subscription = id.getIdPart();
        subscribed(subscription, request);
        views.of(request).write(transaction -> {
            restart(transaction, subscription);
            return first;
        });
        store.write(transaction -> {
            Subscribed now = subscriptions
                    .read(transaction.connection(), subscription)
                    .orElseThrow(() -> new StoreProblem.NotFound("The status of Subscription/" + subscription));
            long until = Math.min(last, now.progress().delivered());
            if (first <= until) {
                subscriptions.again(transaction.connection(), subscription, first, until);
            }
            return now;
        });
        deliveries.wake();
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics("What the receiver has already is sent again; what it does not have yet follows");
        return outcome;
    }

    /** One that was given up gets a handshake first. */
    private static void restart(ScopedTransaction transaction, String id) throws SQLException {
        StoredResource stored = transaction
                .readToChange("Subscription", id)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> new StoreProblem.NotFound("Subscription/" + id));
        Subscription subscription = (Subscription) transaction.parse(stored);
        if (subscription.getStatus() == SubscriptionStatus.OFF) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_SUBSCRIPTION,
                    "Subscription.status",
                    "The Subscription is off: set its status to requested first");
        }
        if (subscription.getStatus() == SubscriptionStatus.ERROR) {
            subscription.setStatus(SubscriptionStatus.REQUESTED).setError(null);
            transaction.update(subscription, stored.version());
        }
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        rest.getResource().stream()
                .filter(resource -> resource.getType().equals("Subscription"))
                .forEach(resource -> {
                    resource.addSupportedProfile(GUIDE + "backport-subscription");
                    Topic.canonicals()
                            .forEach(topic -> resource.addExtension(
                                    GUIDE + "capabilitystatement-subscriptiontopic-canonical",
                                    new CanonicalType(topic)));
                });
    }

    private Subscribed subscribed(String id, RequestDetails request) {
        StoredResource stored = views.of(request)
                .read("Subscription", id)
                .orElseThrow(() -> new StoreProblem.NotFound("Subscription/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return store.query(connection -> subscriptions.read(connection, id))
                .map(polled::upToDate)
                .orElseThrow(() -> new StoreProblem.NotFound("The status of Subscription/" + id));
    }
}
