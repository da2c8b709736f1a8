package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search of several types: of all that is here, or among what belongs to one patient, encounter and so on.
 *
 * @param owner {@code Patient/1}; null for no such limit
 * @param types to search, in the order of the answer
 * @param parameters as for a search of one type; those of each
 * @param lenient parameters that one of the types lacks are left out instead of refused
 */
public record TypesQuery(
        @Nullable String owner, List<String> types, List<SearchQuery.Parameter> parameters, boolean lenient) {
    private static final String CURSOR = "_cursor";

    /** They are about the order and the surroundings of one type. */
    private static final Set<String> OF_ONE_TYPE = Set.of("_sort", "_include", "_revinclude");

    public TypesQuery {
        types = List.copyOf(types);
        parameters = List.copyOf(parameters);
        for (SearchQuery.Parameter parameter : parameters) {
            if (OF_ONE_TYPE.contains(parameter.name().split(":", 2)[0])) {
                throw SearchPlanner.invalid(
                        parameter.name(),
                        parameter.name() + " is for searches of one type: ask "
                                + (owner == null
                                        ? "for the type, as in Observation?code=..."
                                        : owner + "/ and the type, as in Patient/1/Observation"));
            }
        }
    }

    TypesQuery without(List<String> names) {
        List<SearchQuery.Parameter> others = parameters.stream()
                .filter(parameter -> !names.contains(parameter.name()))
                .toList();
        return new TypesQuery(owner, types, others, lenient);
    }

    /** {@link SearchPage#nextCursor} of the page before. */
    @Nullable
    String cursor() {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(CURSOR))
                .map(SearchQuery.Parameter::value)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** The search of one type, from its beginning. */
    SearchQuery of(String type) {
        List<SearchQuery.Parameter> some = new ArrayList<>(parameters);
        some.removeIf(parameter -> parameter.name().equals(CURSOR));
        return new SearchQuery(type, some, lenient).within(owner);
    }

    /** Who owns the compartment, as a search of its own: it belongs to it, whoever else of its type does. */
    SearchQuery ofOwner(String ownerType) {
        return of(ownerType)
                .within(null)
                .where("_id", Objects.requireNonNull(owner).substring(ownerType.length() + 1));
    }

    /** {@code Patient}; null for no compartment. */
    @Nullable
    String ownerType() {
        return owner == null ? null : StoredReferences.type(owner);
    }
}
