package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.outgoing.AllowedServers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreView;

/** Writes messages: with resources where that was agreed, as the subscriber would read them now. */
final class MessageWriter {
    private final FhirContext context;
    private final FhirStore store;
    private final StatusWriter writer;
    private final AllowedServers agreements;

    /** @param agreements endpoints with which it was agreed that resources are sent */
    MessageWriter(FhirContext context, FhirStore store, StatusWriter writer, AllowedServers agreements) {
        this.context = context;
        this.store = store;
        this.writer = writer;
        this.agreements = agreements;
    }

    Bundle write(Subscribed subscribed, Message message, AccessScope scope) {
        Bundle bundle = writer.notification(
                subscribed, message.kind(), message.count(), message.events(), message.named(), subscribed.content());
        boolean full = subscribed.content().equals(Wanted.FULL_RESOURCE)
                && agreements.allows(URI.create(subscribed.endpoint()));
        if (full) {
            resources(message, scope).forEach(resource -> writer.add(bundle, resource));
        }
        return bundle;
    }

    String text(Subscribed subscribed, Message message, AccessScope scope) {
        return context.newJsonParser().encodeResourceToString(write(subscribed, message, scope));
    }

    private List<Resource> resources(Message message, AccessScope scope) {
        StoreView view = store.within(scope);
        List<Resource> resources = new ArrayList<>();
        for (String focus : new TreeSet<>(message.named())) {
            String[] parts = focus.split("/", 2);
            view.read(parts[0], parts[1])
                    .filter(stored -> !stored.deleted())
                    .ifPresent(stored -> resources.add(store.parse(stored)));
        }
        return resources;
    }
}
