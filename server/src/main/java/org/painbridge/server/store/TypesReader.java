package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches several types, those of a compartment or of the server, one after the other, so that a page needs nothing but the
 * type and the place where the one before ended. Each of them is a search as any other.
 */
final class TypesReader {
    /** In the place of a type: who owns the compartment, which no type is called. */
    private static final String OWNER = "-";

    private final SearchParameters parameters;
    private final Searcher searcher;

    TypesReader(SearchParameters parameters, Searcher searcher) {
        this.parameters = parameters;
        this.searcher = searcher;
    }

    /** By which indexes the owner has anything: most of them lead nowhere, and the types of those alone are not searched. */
    Set<Integer> present(Connection connection, TypesQuery query) throws SQLException {
        Set<Integer> present = new HashSet<>();
        String owner = query.owner();
        if (owner == null) {
            return present;
        }
        String ownerType = StoredReferences.type(owner);
        Set<Integer> all =
                query.types().stream().flatMap(type -> indexes(ownerType, type)).collect(Collectors.toSet());
        if (all.isEmpty()) {
            return present;
        }
        String each = all.stream().map(String::valueOf).collect(Collectors.joining("), (", "(", ")"));
        // One look at each index: there may be any number of rows behind it.
        Sql sql = new Sql()
                .add("select p.id from (values " + each + ") p (id) where exists (select 1 from fhir_text i"
                        + " where i.param_id = p.id")
                .add(" and i.term = ?", owner.substring(ownerType.length() + 1))
                .add(" and i.qualifier = ? offset 0)", (long) NameIds.of(ownerType));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                present.add(rows.getInt(1));
            }
        }
        return present;
    }

    private Stream<Integer> indexes(String ownerType, String type) {
        return parameters.ofCompartment(ownerType, type).stream().map(SearchParameter::indexId);
    }

    /** The types that resources of a compartment may have, in the order of the alphabet. */
    static List<String> types(SearchParameters parameters, String ownerType) {
        return parameters.types().stream()
                .filter(type -> type.equals(ownerType) || isMember(parameters, ownerType, type))
                .sorted()
                .toList();
    }

    private static boolean isMember(SearchParameters parameters, String ownerType, String type) {
        return !parameters.ofCompartment(ownerType, type).isEmpty();
    }

    /**
     * @param present see {@link #present}
     * @param search of one type within the scope
     * @throws StoreProblem.Invalid naming the parameter that cannot be honoured for all of the types, or the cursor
     */
    SearchPage read(
            AccessScope scope, TypesQuery asked, Set<Integer> present, Function<SearchQuery, SearchPage> search) {
        List<SearchPlan> plans = plans(scope, asked);
        List<String> ignored = plans.stream()
                .flatMap(plan -> plan.ignored().stream())
                .distinct()
                .toList();
        TypesQuery query = asked.without(ignored);
        SearchPlan first = plans.getFirst();
        Map<String, SearchQuery> steps = steps(query);
        Cursor start = start(query, List.copyOf(steps.keySet()));
        steps.keySet().removeIf(name -> !name.equals(start.keys().getFirst()) && isEmpty(query, name, present));
        Long total = first.total() ? total(steps, search) : null;
        List<StoredResource> matches = new ArrayList<>();
        Cursor next = first.count() == 0 ? null : fill(matches, first.count(), steps, start, search);
        boolean whole = query.cursor() == null && next == null;
        return new SearchPage(
                matches,
                List.of(),
                total == null && whole ? Long.valueOf(matches.size()) : total,
                next == null ? null : next.encode(),
                used(query),
                ignored,
                List.of());
    }

    /** Of all steps, so that a mistake is told whether or not the page gets that far. */
    private List<SearchPlan> plans(AccessScope scope, TypesQuery query) {
        return steps(query).values().stream()
                .map(step -> searcher.prepare(scope, step).plan())
                .toList();
    }

    private Map<String, SearchQuery> steps(TypesQuery query) {
        String ownerType = query.ownerType();
        Map<String, SearchQuery> steps = new LinkedHashMap<>();
        if (ownerType != null && query.types().contains(ownerType)) {
            steps.put(OWNER, query.ofOwner(ownerType));
        }
        query.types().stream()
                .filter(type -> ownerType == null || !type.equals(ownerType) || isMember(parameters, ownerType, type))
                .forEach(type -> steps.put(type, query.of(type)));
        return steps;
    }

    /** Where the owner has nothing that could be found. */
    private boolean isEmpty(TypesQuery query, String name, Set<Integer> present) {
        String ownerType = query.ownerType();
        return ownerType != null
                && !name.equals(OWNER)
                && indexes(ownerType, name).noneMatch(present::contains);
    }

    private static Long total(Map<String, SearchQuery> steps, Function<SearchQuery, SearchPage> search) {
        return steps.values().stream()
                .map(step -> search.apply(step.where("_count", "0")))
                .map(SearchPage::total)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Where the next page begins; null where there is none. */
    private static @Nullable Cursor fill(
            List<StoredResource> matches,
            int count,
            Map<String, SearchQuery> steps,
            Cursor start,
            Function<SearchQuery, SearchPage> search) {
        List<String> names = List.copyOf(steps.keySet());
        long after = start.resId();
        for (String name : names.subList(names.indexOf(start.keys().getFirst()), names.size())) {
            int room = count - matches.size();
            SearchQuery step = Objects.requireNonNull(steps.get(name));
            SearchPage page = search.apply(page(step, Math.max(room, 1), after));
            after = 0;
            if (room == 0 && !page.matches().isEmpty()) {
                return new Cursor(0, List.of(name));
            }
            matches.addAll(page.matches());
            if (page.nextCursor() != null) {
                return new Cursor(Cursor.decode(page.nextCursor(), List.of()).resId(), List.of(name));
            }
        }
        return null;
    }

    private static SearchQuery page(SearchQuery step, int room, long after) {
        SearchQuery page = step.where("_count", Integer.toString(room));
        return after == 0 ? page : page.where("_cursor", new Cursor(after, List.of()).encode());
    }

    private static Cursor start(TypesQuery query, List<String> names) {
        if (query.cursor() == null) {
            return new Cursor(0, List.of(names.getFirst()));
        }
        try {
            Cursor cursor = Cursor.decode(query.cursor(), List.of(String.class));
            if (names.contains(String.valueOf(cursor.keys().getFirst()))) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        throw damaged();
    }

    private static StoreProblem.Invalid damaged() {
        return SearchPlanner.invalid(
                "_cursor", "This page link is damaged or belongs to another search: start the search again");
    }

    private static List<SearchQuery.Parameter> used(TypesQuery query) {
        List<SearchQuery.Parameter> used = new ArrayList<>();
        String owner = query.owner();
        if (owner != null) {
            used.add(new SearchQuery.Parameter(SearchQuery.COMPARTMENT, owner));
        }
        used.addAll(query.parameters());
        return used;
    }
}
