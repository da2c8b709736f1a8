package org.painbridge.server.imaging.cdshooks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.imaging.fhir.ChartPart;

/**
 * What of a chart was not prefetched.
 *
 * @param parts whose keys were left out
 * @param pages where the next page of a prefetched Bundle is, by where the Bundle stands in the call
 */
record Missing(Set<ChartPart> parts, Map<String, String> pages) {
    /** Of a Bundle. */
    static final String MORE_PAGES =
            "There are more pages, and no server that may be asked for them; the rest is unknown";

    private static final String PREFETCH = "prefetch.";

    Missing {
        parts = parts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(parts));
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
    }

    boolean isEmpty() {
        return parts.isEmpty() && pages.isEmpty();
    }

    /** Where the key stands in the call, for notes. */
    static String where(String key) {
        return PREFETCH + key;
    }

    static String where(ChartPart part) {
        return where(part.key());
    }

    /** The part whose key stands there; none for a key of the client's own. */
    static Optional<ChartPart> partAt(String where) {
        return Stream.of(ChartPart.values())
                .filter(part -> where(part).equals(where))
                .findFirst();
    }

    /** There is no other way to any of it. */
    void noteAll(Gathered gathered) {
        parts.forEach(part -> gathered.note(
                where(part), "Not prefetched, and not to be had elsewhere; what it would tell is unknown"));
        pages.keySet().forEach(where -> gathered.note(where, MORE_PAGES));
    }
}
