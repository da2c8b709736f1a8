package org.painbridge.server.notification;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** How far a Subscription has got, and what happened; docs/operations/status.md, events.md. */
public final class SubscriptionOperations implements CapabilityOperations {
    private static final String DEFINED =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";
    private static final String GUIDE = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final int MOST_EVENTS = 1000;

    private final FhirStore store;
    private final CallerViews views;
    private final StatusWriter writer;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final EventTable events = new EventTable();

    SubscriptionOperations(FhirStore store, CallerViews views, StatusWriter writer) {
        this.store = store;
        this.views = views;
        this.writer = writer;
    }

    @Operation(name = "$status", typeName = "Subscription", idempotent = true, canonicalUrl = DEFINED + "status")
    public Bundle status(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters.of("$status", List.of(), request, body);
        return writer.statusAnswer(subscribed(id.getIdPart(), request));
    }

    @Operation(name = "$events", typeName = "Subscription", idempotent = true, canonicalUrl = DEFINED + "events")
    public Bundle events(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        List<String> names = List.of("eventsSinceNumber", "eventsUntilNumber", "content");
        OperationParameters sent = OperationParameters.of("$events", names, request, body);
        Subscribed subscribed = subscribed(id.getIdPart(), request);
        String content = sent.one("content").orElse(subscribed.content());
        if (!content.equals(Wanted.EMPTY) && !content.equals(Wanted.ID_ONLY)) {
            throw OperationParameters.problem("content", "content is empty or id-only");
        }
        if (!views.scope(request).hasAll(subscribed.topic().type())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "The events of this topic are for whoever reaches every "
                            + subscribed.topic().type());
        }
        long first = sent.positive("eventsSinceNumber").orElse(1);
        long last = sent.positive("eventsUntilNumber").map(Integer::longValue).orElse(Long.MAX_VALUE);
        List<Event> found =
                store.query(connection -> events.read(connection, subscribed.id(), first, last, MOST_EVENTS));
        return writer.notification(subscribed, Kind.QUERY_EVENT, subscribed.lastEvent(), found, content);
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
                .orElseThrow(() -> new StoreProblem.NotFound("The status of Subscription/" + id));
    }
}
