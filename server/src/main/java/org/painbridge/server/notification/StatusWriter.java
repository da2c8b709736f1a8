package org.painbridge.server.notification;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** Writes the bundles of the Backport guide for R4: a SubscriptionStatus, as Parameters, is their first entry. */
final class StatusWriter {
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private final String base;
    private final Clock clock;

    /** @param base of this server, as clients see it */
    StatusWriter(String base, Clock clock) {
        this.base = base.endsWith("/") ? base : base + "/";
        this.clock = clock;
    }

    /** Of messages, and of the answer to {@code $events}. */
    enum Kind {
        HANDSHAKE,
        HEARTBEAT,
        EVENT_NOTIFICATION,
        QUERY_EVENT,
        QUERY_STATUS;

        private String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A message, or the answer to {@code $events}.
     *
     * @param count of all events since the beginning
     * @param named foci that may be told
     * @param content {@code empty}, or else foci are told
     */
    Bundle notification(
            Subscribed subscribed, Kind kind, long count, List<Event> events, Set<String> named, String content) {
        Bundle bundle = bundle(BundleType.HISTORY);
        bundle.getMeta().addProfile(BACKPORT + "subscription-notification-r4");
        boolean ids = !content.equals(Wanted.EMPTY);
        Parameters status = status(subscribed, kind, count, ids);
        events.forEach(event -> status.addParameter(event(event, ids && named.contains(event.focus()))));
        var entry =
                bundle.addEntry().setFullUrl("urn:uuid:" + UUID.randomUUID()).setResource(status);
        entry.getRequest().setMethod(HTTPVerb.GET).setUrl(base + "Subscription/" + subscribed.id() + "/$status");
        entry.getResponse().setStatus("200");
        return bundle;
    }

    /** Adds a resource to a message. */
    void add(Bundle bundle, Resource resource) {
        String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        entry(bundle, url, "200").setResource(resource);
    }

    /**
     * Says in a message why a resource is not in it.
     *
     * @param status that a read of it would have
     */
    void addMissing(Bundle bundle, String url, String status) {
        entry(bundle, url, status);
    }

    private BundleEntryComponent entry(Bundle bundle, String url, String status) {
        BundleEntryComponent entry = bundle.addEntry().setFullUrl(base + url);
        entry.getRequest().setMethod(HTTPVerb.GET).setUrl(url);
        entry.getResponse().setStatus(status);
        return entry;
    }

    /**
     * The answer to {@code $status}.
     *
     * @param error why one is in error
     */
    Bundle statusAnswer(List<Subscribed> all, Function<Subscribed, Optional<String>> error) {
        Bundle bundle = bundle(BundleType.SEARCHSET).setTotal(all.size());
        for (Subscribed subscribed : all) {
            Parameters status =
                    status(subscribed, Kind.QUERY_STATUS, subscribed.progress().last(), true);
            error.apply(subscribed)
                    .ifPresent(
                            why -> status.addParameter().setName("error").setValue(new CodeableConcept().setText(why)));
            status.setId(UUID.randomUUID().toString()); // What a search finds has one.
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + status.getIdElement().getIdPart())
                    .setResource(status)
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        return bundle;
    }

    private Bundle bundle(BundleType type) {
        return new Bundle().setType(type).setTimestamp(Date.from(clock.instant()));
    }

    /** @param topic whether it is told what the Subscription is about: with content empty the guide would have it kept back */
    private Parameters status(Subscribed subscribed, Kind kind, long count, boolean topic) {
        Parameters status = new Parameters();
        status.getMeta().addProfile(BACKPORT + "subscription-status-r4");
        status.addParameter().setName("subscription").setValue(new Reference(base + "Subscription/" + subscribed.id()));
        if (topic) {
            status.addParameter()
                    .setName("topic")
                    .setValue(new CanonicalType(subscribed.topic().canonical()));
        }
        status.addParameter().setName("status").setValue(new CodeType(subscribed.state()));
        status.addParameter().setName("type").setValue(new CodeType(kind.code()));
        status.addParameter().setName("events-since-subscription-start").setValue(number(count));
        return status;
    }

    private ParametersParameterComponent event(Event event, boolean named) {
        var parameter = new ParametersParameterComponent().setName("notification-event");
        parameter.addPart().setName("event-number").setValue(number(event.number()));
        parameter.addPart().setName("timestamp").setValue(new InstantType(Date.from(event.at())));
        if (named) {
            parameter.addPart().setName("focus").setValue(new Reference(base + event.focus()));
        }
        return parameter;
    }

    /** R4 has no integer64, so the guide takes strings. */
    private static StringType number(long number) {
        return new StringType(Long.toString(number));
    }
}
