package org.painbridge.server.fhirserver;

import ca.uhn.fhir.util.UrlUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
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
    static Optional<AloneEntry> of(int index, BundleEntryComponent sent, Set<String> types, List<SearchShape> shapes) {
        BundleEntryComponent entry = asGet(index, sent);
        HTTPVerb method = entry.getRequest().getMethod();
        String[] parts = String.valueOf(entry.getRequest().getUrl()).split("\\?", 2);
        String query = parts.length == 2 ? parts[1] : "";
        boolean alone = method != null
                && entry.getRequest().hasUrl()
                && SERVED.contains(method)
                && (isOperation(parts[0])
                        || (method != HTTPVerb.POST && (isRead(method, entry, types, query) || isOf(shapes, entry))));
        return alone ? Optional.of(new AloneEntry(index, method, parts[0], query, entry)) : Optional.empty();
    }

    /** @throws EntryProblem where the entry is one for a batch: it would not belong to the transaction */
    static void refuse(int index, BundleEntryComponent sent, List<SearchShape> shapes) {
        BundleEntryComponent entry = asGet(index, sent);
        String url = String.valueOf(entry.getRequest().getUrl());
        String path = url.split("\\?", 2)[0];
        if (isOperation(path) || path.equals(METADATA)) {
            throw notHere(
                    index,
                    path
                            + " has a transaction of its own, if any, so it cannot be part of this one: send it by itself, or"
                            + " in a batch");
        }
        if (entry.getRequest().getMethod() == HTTPVerb.GET && isOf(shapes, entry)) {
            throw notHere(
                    index,
                    "A search of " + path
                            + " by these parameters is one of a registry, which has rules of its own and cannot"
                            + " be part of a transaction: send it by itself, or in a batch");
        }
    }

    private static EntryProblem notHere(int index, String message) {
        return new EntryProblem(
                index, "request.url", new RequestProblem(ErrorCode.UNSUPPORTED_ENTRY, "request.url", message));
    }

    private static BundleEntryComponent asGet(int index, BundleEntryComponent sent) {
        try {
            return EntryForm.asGet(sent);
        } catch (RequestProblem e) {
            throw new EntryProblem(index, "request", e);
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

    private static boolean isOf(List<SearchShape> shapes, BundleEntryComponent entry) {
        Optional<EntryUrl> url =
                EntryUrl.ofRead(String.valueOf(entry.getRequest().getUrl()));
        if (url.isEmpty()
                || url.get().id() != null
                || url.get().history()
                || url.get().compartment() != null) {
            return false;
        }
        Set<String> names = parameters(url.get().query()).keySet();
        return shapes.stream().anyMatch(shape -> shape.isOf(url.get().type(), names));
    }

    private static boolean isShaped(String query) {
        return parameters(query).entrySet().stream().anyMatch(parameter -> {
            String name = parameter.getKey().split(":", 2)[0];
            return EntryReader.SHAPES.contains(name) && !EntryReader.WHOLE.containsAll(List.of(parameter.getValue()));
        });
    }

    /** None where they cannot be decoded: who reads the query for their values refuses it. */
    private static Map<String, String[]> parameters(@Nullable String query) {
        try {
            return query == null ? Map.of() : UrlUtil.parseQueryString(query);
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }
}
