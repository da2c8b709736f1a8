package org.painbridge.server.fhirserver;

import java.util.List;
import java.util.Set;
import org.painbridge.server.store.ExposedTypes;

/** Which methods a place under the base serves, for the header {@code Allow} (RFC 9110, 10.2.1). */
final class AllowedMethods {
    private static final String READ = "GET, HEAD, OPTIONS";
    private static final String ASK = "GET, HEAD, OPTIONS, POST";
    private static final Set<String> READ_ONLY = Set.of("metadata", "_history", CompartmentProvider.ALL);

    private AllowedMethods() {}

    /** @param path relative to the base, without a query */
    static String at(String path) {
        List<String> parts = List.of(path.split("/")).stream()
                .filter(part -> !part.isEmpty())
                .toList();
        String last = parts.isEmpty() ? "" : parts.getLast();
        if (parts.isEmpty() || last.startsWith("$") || last.equals("_search")) {
            return ASK;
        }
        boolean stored = ExposedTypes.NAMES.contains(parts.getFirst());
        if (!stored || READ_ONLY.contains(last) || parts.size() > 2) {
            return READ;
        }
        return parts.size() == 1
                ? "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
                : "DELETE, GET, HEAD, OPTIONS, PATCH, PUT";
    }
}
