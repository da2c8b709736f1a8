package org.painbridge.server.fhirserver;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.TypesQuery;

/**
 * A search of several types as a client asks it: of those of {@code _type}, or of all that it may search for.
 *
 * @param owner {@code Patient/1} of a compartment; null for the server
 */
record TypesSearch(@Nullable String owner, List<SearchQuery.Parameter> sent, boolean lenient) {
    private static final String TYPE = "_type";

    TypesSearch {
        sent = List.copyOf(sent);
    }

    /** The types that it names, each once, in the order of the alphabet; none where it asks for all. */
    List<String> asked() {
        return sent.stream()
                .filter(TypesSearch::isType)
                .flatMap(parameter -> Arrays.stream(parameter.value().split(",", -1)))
                .map(String::strip)
                .distinct()
                .sorted()
                .toList();
    }

    /** @param types that the client may search for, where it asks for all */
    TypesQuery of(List<String> types) {
        List<SearchQuery.Parameter> ofEach =
                sent.stream().filter(parameter -> !isType(parameter)).toList();
        return new TypesQuery(owner, types, ofEach, lenient);
    }

    /**
     * Of a search of the server: that of a compartment says better what belongs there.
     *
     * @throws StoreProblem.Invalid where it names a type that there is none of
     */
    void requireKnown(Collection<String> types) {
        for (String type : asked()) {
            if (owner == null && !types.contains(type)) {
                throw new StoreProblem.Invalid(
                        ErrorCode.INVALID_SEARCH,
                        "http." + TYPE,
                        "This server searches no resources of type " + type + "." + ClosestName.didYouMean(type, types)
                                + " The CapabilityStatement lists all types");
            }
        }
    }

    /** The page with what was asked in its links. */
    SearchPage shown(SearchPage page) {
        return page.asked(Stream.concat(page.used().stream(), sent.stream().filter(TypesSearch::isType))
                .toList());
    }

    private static boolean isType(SearchQuery.Parameter parameter) {
        return parameter.name().equals(TYPE);
    }
}
