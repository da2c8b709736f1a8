package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.server.outgoing.AllowedServers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Writes messages: with resources where that was agreed, as the subscriber would read them now. */
final class MessageWriter {
    private static final Set<String> REQUESTS = Set.of("ServiceRequest", "CarePlan");

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
            addResources(bundle, message, subscribed.isOneByOne(), store.within(scope));
        }
        return bundle;
    }

    String text(Subscribed subscribed, Message message, AccessScope scope) {
        return context.newJsonParser().encodeResourceToString(write(subscribed, message, scope));
    }

    /** By their first identifiers, which their senders know, and ours they may not. */
    private void nameRequests(Task task, StoreView view) {
        Stream.concat(Stream.of(task.getFocus()), task.getBasedOn().stream())
                .filter(request -> !request.hasIdentifier())
                .forEach(request -> identifier(new IdType(request.getReference()), view)
                        .ifPresent(identifier -> request.setIdentifier(identifier.copy())));
    }

    private Optional<Identifier> identifier(IdType request, StoreView view) {
        String type = String.valueOf(request.getResourceType());
        if (request.isAbsolute() || !REQUESTS.contains(type)) {
            return Optional.empty();
        }
        return view.read(type, request.getIdPart())
                .filter(stored -> !stored.deleted())
                .flatMap(stored -> identifiers(store.parse(stored)).stream().findFirst());
    }

    private static List<Identifier> identifiers(Resource resource) {
        return switch (resource) {
            case ServiceRequest referral -> referral.getIdentifier();
            case CarePlan plan -> plan.getIdentifier();
            default -> List.of();
        };
    }

    /**
     * Each that is named has an entry, also where it has been deleted since, or is not the subscriber's to read any more.
     *
     * @param alone whether it may go out without the frame of a notification
     */
    private void addResources(Bundle bundle, Message message, boolean alone, StoreView view) {
        for (String focus : new TreeSet<>(message.named())) {
            String[] parts = focus.split("/", 2);
            Optional<StoredResource> found = view.read(parts[0], parts[1]);
            if (found.isEmpty() || found.get().deleted()) {
                writer.addMissing(bundle, focus, found.isEmpty() ? "404" : "410");
                continue;
            }
            Resource resource = store.parse(found.get());
            if (alone && resource instanceof Task task) {
                nameRequests(task, view);
            }
            writer.add(bundle, resource);
        }
    }
}
