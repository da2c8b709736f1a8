package org.painbridge.server.fhirserver;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.painbridge.server.ErrorCode;

/**
 * An entry of a batch that asks for more than the store has: an operation, a definition, a resource in another shape. It is
 * answered as the request that it would be alone.
 *
 * @param path relative to the base; nothing in it leads elsewhere
 * @param query what stands behind {@code ?}; empty where nothing does
 */
record AloneEntry(int index, HTTPVerb method, String path, String query, BundleEntryComponent entry) {
    private static final Set<HTTPVerb> SERVED = Set.of(HTTPVerb.GET, HTTPVerb.HEAD, HTTPVerb.POST);
    private static final String ID = "(?!\\.\\.?/)[A-Za-z0-9\\-.]{1,64}/";
    private static final Pattern OPERATION =
            Pattern.compile("(?:[A-Za-z]+/(?:" + ID + "(?:_history/" + ID + ")?)?)?\\$[A-Za-z0-9\\-]{1,64}");
    private static final String METADATA = "metadata";

    /**
     * Empty where the entry is for the store, or for nobody.
     *
     * @param types of the store
     * @param shapes of searches that the store does not answer by itself
     */
    static Optional<AloneEntry> of(int index, BundleEntryComponent entry, Set<String> types, List<SearchShape> shapes) {
        HTTPVerb method = entry.getRequest().getMethod();
        String[] parts = String.valueOf(entry.getRequest().getUrl()).split("\\?", 2);
        String query = parts.length == 2 ? parts[1] : "";
        boolean alone = SERVED.contains(method)
                && (isOperation(parts[0])
                        || (method != HTTPVerb.POST
                                && (isRead(method, entry, types, query) || isOf(shapes, parts[0], query))));
        return alone ? Optional.of(new AloneEntry(index, method, parts[0], query, entry)) : Optional.empty();
    }

    /** @throws EntryProblem where the entry is one for a batch: it would not belong to the transaction */
    static void refuse(int index, BundleEntryComponent entry) {
        String url = String.valueOf(entry.getRequest().getUrl());
        String path = url.split("\\?", 2)[0];
        if (isOperation(path) || path.equals(METADATA)) {
            throw new EntryProblem(
                    index,
                    "request.url",
                    new RequestProblem(
                            ErrorCode.UNSUPPORTED_ENTRY,
                            "request.url",
                            path + " has a transaction of its own, if any, so it cannot be part of this one: send it by"
                                    + " itself, or in a batch"));
        }
    }

    private static boolean isOperation(String path) {
        return OPERATION.matcher(path).matches();
    }

    private static boolean isRead(HTTPVerb method, BundleEntryComponent entry, Set<String> types, String query) {
        String asked = entry.getRequest().getUrl();
        if (asked.split("\\?", 2)[0].equals(METADATA)) {
            return true;
        }
        Optional<EntryUrl> url = EntryUrl.ofRead(asked);
        return url.isPresent() && (method == HTTPVerb.HEAD || !isStored(url.get(), types) || isShaped(query));
    }

    private static boolean isStored(EntryUrl url, Set<String> types) {
        return url.type().isEmpty() || url.type().equals(CompartmentProvider.ALL) || types.contains(url.type());
    }

    private static boolean isOf(List<SearchShape> shapes, String type, String query) {
        Set<String> names =
                Stream.of(query.split("&")).map(pair -> pair.split("=", 2)[0]).collect(Collectors.toSet());
        return shapes.stream().anyMatch(shape -> shape.isOf(type, names));
    }

    private static boolean isShaped(String query) {
        return Stream.of(query.split("&")).map(pair -> pair.split("=", 2)).anyMatch(pair -> {
            String name = pair[0].split(":", 2)[0];
            return EntryReader.SHAPES.contains(name) && !(pair.length == 2 && EntryReader.WHOLE.contains(pair[1]));
        });
    }
}
