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
        String id = id(subscribed, message);
        MessageHeader header = new MessageHeader();
        header.getSource().setName("PainBridge").setEndpoint(base);
        header.addDestination().setEndpoint(subscribed.endpoint());
        header.setId(id);
        Bundle whole = new Bundle().setType(BundleType.MESSAGE).setTimestamp(Date.from(clock.instant()));
        whole.setId(UUID.randomUUID().toString());
        whole.addEntry().setFullUrl("urn:uuid:" + id).setResource(header);
        BundleEntryComponent content = content(subscribed, bundle, header, id);
        header.addFocus(new Reference(content.getFullUrl()));
        whole.addEntry(content);
        return http.post(subscribed, processor(subscribed.endpoint()), whole);
    }

    private BundleEntryComponent content(Subscribed subscribed, Bundle bundle, MessageHeader header, String id) {
        if (subscribed.isOneByOne() && bundle.getEntry().size() == 2) {
            BundleEntryComponent told = bundle.getEntry().get(1);
            Optional<ReferralEvent> event = ReferralEvent.of(subscribed.topic(), told.getResource());
            if (event.isPresent()) {
                header.setEvent(
                        new Coding().setSystem(eventSystem).setCode(event.get().code()));
                return new BundleEntryComponent().setFullUrl(told.getFullUrl()).setResource(told.getResource());
            }
        }
        header.setEvent(new UriType(subscribed.topic().canonical()));
        return new BundleEntryComponent()
                .setFullUrl("urn:uuid:" + named(id + " notification"))
                .setResource(bundle);
    }

    /** The same of the same events, by which a receiver knows a message that comes again; one without events is new each time. */
    private String id(Subscribed subscribed, Message message) {
        List<Event> events = message.events();
        return events.isEmpty()
                ? UUID.randomUUID().toString()
                : named(base + " " + subscribed.id() + " " + subscribed.nonce() + " "
                        + events.getFirst().number() + " " + events.getLast().number());
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String processor(String server) {
        return (server.endsWith("/") ? server : server + "/") + "$process-message";
    }
}
