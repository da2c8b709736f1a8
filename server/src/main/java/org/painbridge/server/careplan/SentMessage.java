package org.painbridge.server.careplan;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * A message that can be answered: it says which it is, and whence it comes.
 *
 * @param id of the message, which its sender gave it
 * @param bases under which this server is known
 */
record SentMessage(MessageHeader header, String id, List<Entry> entries, Set<String> bases) {
    private static final String HEADER = "Bundle.entry[0].resource";
    private static final int LONGEST_SOURCE = 280; // What the log of answers keeps, with what goes before it.

    /**
     * One resource of it.
     *
     * @param fullUrl empty for none
     */
    record Entry(int index, String fullUrl, Resource resource) {
        String path() {
            return "Bundle.entry[" + index + "].resource";
        }

        String type() {
            return resource.fhirType();
        }

        private boolean is(String reference) {
            String id = resource.getIdElement().getIdPart();
            return reference.equals(fullUrl)
                    || reference.equals(type() + "/" + id)
                    || !fullUrl.isEmpty()
                            && (fullUrl.endsWith("/" + reference)
                                    || fullUrl.startsWith("urn:uuid:")
                                            && reference.equals(type() + "/" + fullUrl.substring(9)));
        }
    }

    /** @throws RequestProblem where it is none that could be answered by a message */
    static SentMessage of(@Nullable IBaseResource body, Set<String> bases) {
        if (!(body instanceof Bundle bundle) || bundle.getType() != BundleType.MESSAGE) {
            throw new RequestProblem(
                    ErrorCode.WRONG_BUNDLE_TYPE, "Bundle.type", "POST a Bundle of type message, as its body");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            if (!entry.hasResource()) {
                throw invalid("Bundle.entry[" + i + "]", "Each entry of a message has a resource");
            }
            entries.add(new Entry(i, entry.hasFullUrl() ? entry.getFullUrl() : "", entry.getResource()));
        }
        if (entries.isEmpty() || !(entries.getFirst().resource() instanceof MessageHeader header)) {
            throw invalid(HEADER, "The first entry of a message is its MessageHeader");
        }
        return new SentMessage(header, id(entries.getFirst()), List.copyOf(entries), withoutSlashes(bases));
    }

    private static Set<String> withoutSlashes(Set<String> bases) {
        Set<String> plain = new LinkedHashSet<>();
        bases.forEach(base -> plain.add(withoutSlash(base)));
        return plain;
    }

    /** The address of a server as addresses of resources begin. */
    static String withoutSlash(String base) {
        return base.replaceFirst("/$", "");
    }

    private static String id(Entry header) {
        String own = header.resource().getIdElement().getIdPart();
        String id = own != null ? own : header.fullUrl().replaceFirst("^(urn:uuid:|.*/)", "");
        if (!id.matches("[A-Za-z0-9.-]{1,64}")) {
            throw invalid(HEADER + ".id", "The MessageHeader has an id, by which a message that comes again is known");
        }
        return id;
    }

    /** @throws RequestProblem naming what a message that is to be taken lacks */
    void check() {
        String source = source();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE || !isAbsolute(source)) {
            throw invalid(HEADER + ".source.endpoint", "source.endpoint is the address of the sender, an absolute URL");
        }
        if (header.hasResponse()) {
            throw invalid(HEADER + ".response", "Answers are given at once here: a response is not taken");
        }
        List<MessageDestinationComponent> destinations = header.getDestination();
        if (!destinations.isEmpty() && destinations.stream().noneMatch(this::isHere)) {
            throw invalid(
                    HEADER + ".destination",
                    "The message is for somebody else: destination.endpoint of this server is "
                            + bases.iterator().next());
        }
        Set<String> urls = new HashSet<>();
        for (Entry entry : entries) {
            if (!entry.fullUrl().isEmpty() && !urls.add(entry.fullUrl())) {
                throw invalid("Bundle.entry[" + entry.index() + "].fullUrl", "Two entries have the same fullUrl");
            }
        }
        if (of("Patient").count() > 1) {
            throw invalid("Bundle", "A message is about one patient");
        }
    }

    private boolean isHere(MessageDestinationComponent destination) {
        String endpoint = String.valueOf(destination.getEndpoint()).replaceFirst("/?(\\$process-message)?$", "");
        return bases.contains(endpoint);
    }

    private static boolean isAbsolute(String url) {
        try {
            return URI.create(url).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    String source() {
        String endpoint = header.getSource().getEndpoint();
        return endpoint == null ? "" : endpoint;
    }

    Stream<Entry> of(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type));
    }

    /** For whom it is on this side, as far as it says so. */
    Stream<Reference> receivers() {
        return header.getDestination().stream()
                .filter(this::isHere)
                .filter(MessageDestinationComponent::hasReceiver)
                .map(MessageDestinationComponent::getReceiver);
    }

    /** The entry of that type that it is about; empty where it is about none. */
    Optional<Entry> about(String type) {
        return header.getFocus().stream()
                .flatMap(reference -> target(reference).stream())
                .filter(entry -> entry.type().equals(type))
                .findFirst();
    }

    /** @throws RequestProblem if it is about nothing of that type */
    Entry focus(String type) {
        return about(type)
                .orElseThrow(() -> invalid(
                        HEADER + ".focus",
                        "A message of this event has a " + type + " as its focus, in the same Bundle"));
    }

    /** The entry that it leads to. */
    Optional<Entry> target(Reference reference) {
        String text = unversioned(reference.getReference());
        return entries.stream().filter(entry -> entry.is(text)).findFirst();
    }

    /** {@code Type/id} of what an address is here; empty where it is elsewhere. */
    Optional<String> here(@Nullable String url) {
        String text = unversioned(url);
        return bases.stream()
                .filter(base -> text.startsWith(base + "/"))
                .map(base -> text.substring(base.length() + 1))
                .filter(rest -> rest.matches("[A-Za-z]+/[A-Za-z0-9.-]{1,64}"))
                .findFirst();
    }

    /**
     * The version of an entry that its sender has seen: that of the focus, else its own; empty where it does not say, and where
     * it is not named by its URL here, as other servers count versions of their own.
     */
    Optional<Integer> seen(Entry entry) {
        if (here(entry.fullUrl()).isEmpty()) {
            return Optional.empty();
        }
        return header.getFocus().stream()
                .filter(focus -> target(focus).filter(entry::equals).isPresent())
                .map(focus -> new IdType(focus.getReference()).getVersionIdPart())
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(entry.resource().getMeta().getVersionId()))
                .filter(version -> version.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    static String unversioned(@Nullable String reference) {
        return String.valueOf(reference).replaceFirst("/_history/.*", "");
    }

    static RequestProblem invalid(String place, String message) {
        return new RequestProblem(ErrorCode.MESSAGE_INVALID, place, message);
    }
}
