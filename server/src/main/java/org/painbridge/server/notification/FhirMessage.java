package org.painbridge.server.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;

/**
 * A message of R4 to the FHIR server of the receiver. Its content is the Bundle that a rest-hook would get; where that has one
 * resource, and Ontario's eReferral guide an event for what happened to it, the resource itself.
 */
final class FhirMessage implements Way {
    private final RestHook http;
    private final String base;
    private final String eventSystem;
    private final Clock clock;

    /**
     * @param base of this server, as clients see it
     * @param eventSystem of the codes of eReferral events
     */
    FhirMessage(RestHook http, String base, String eventSystem, Clock clock) {
        this.http = http;
        this.base = base;
        this.eventSystem = eventSystem;
        this.clock = clock;
    }

    @Override
    public Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) throws IOException {
        Optional<BundleEntryComponent> told = told(subscribed, bundle);
        Optional<ReferralEvent> event =
                told.flatMap(entry -> ReferralEvent.of(subscribed.topic(), entry.getResource()));
        String id =
                id(subscribed, message, event.isEmpty() ? "" : event.get().code() + " " + version(told.orElseThrow()));
        MessageHeader header = new MessageHeader();
        header.getSource().setName("PainBridge").setEndpoint(base);
        header.addDestination().setEndpoint(subscribed.endpoint());
        header.setId(id);
        Bundle whole = new Bundle().setType(BundleType.MESSAGE).setTimestamp(Date.from(clock.instant()));
        whole.setId(UUID.randomUUID().toString());
        whole.addEntry().setFullUrl("urn:uuid:" + id).setResource(header);
        header.setEvent(
                event.isPresent()
                        ? new Coding()
                                .setSystem(eventSystem)
                                .setCode(event.get().code())
                        : new UriType(subscribed.topic().canonical()));
        BundleEntryComponent content = event.isPresent()
                ? new BundleEntryComponent()
                        .setFullUrl(told.orElseThrow().getFullUrl())
                        .setResource(told.orElseThrow().getResource())
                : new BundleEntryComponent()
                        .setFullUrl("urn:uuid:" + named(id + " notification"))
                        .setResource(bundle);
        header.addFocus(new Reference(content.getFullUrl()));
        whole.addEntry(content);
        return http.post(subscribed, processor(subscribed.endpoint()), whole);
    }

    /** The only resource of a message that is sent for it alone. */
    private static Optional<BundleEntryComponent> told(Subscribed subscribed, Bundle bundle) {
        return subscribed.isOneByOne() && bundle.getEntry().size() == 2
                ? Optional.of(bundle.getEntry().get(1)).filter(BundleEntryComponent::hasResource)
                : Optional.empty();
    }

    private static String version(BundleEntryComponent entry) {
        return entry.getResource().getMeta().getVersionId();
    }

    /**
     * The same of the same events, by which a receiver knows a message that comes again; one without events is new each time.
     *
     * @param said of the resource itself: changed since, it makes another message
     */
    private String id(Subscribed subscribed, Message message, String said) {
        List<Event> events = message.events();
        return events.isEmpty()
                ? UUID.randomUUID().toString()
                : named(base + " " + subscribed.id() + " " + subscribed.nonce() + " "
                        + events.getFirst().number() + " " + events.getLast().number()
                        + (said.isEmpty() ? "" : " " + said));
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String processor(String server) {
        return (server.endsWith("/") ? server : server + "/") + "$process-message";
    }
}
