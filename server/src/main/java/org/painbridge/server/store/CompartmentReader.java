package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches the types of a compartment one after the other, so that a page needs nothing but the type and the place where the one
 * before ended. Each of them is a search as any other.
 */
final class CompartmentReader {
    /** In the place of a type: who owns the compartment, which no type is called. */
    private static final String OWNER = "-";

    private final SearchParameters parameters;
    private final Searcher searcher;

    CompartmentReader(SearchParameters parameters, Searcher searcher) {
        this.parameters = parameters;
        this.searcher = searcher;
    }

    /** Runs a search that can be run. */
    @FunctionalInterface
    interface Run {
        SearchPage of(Searcher.Prepared search);
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

    /** @throws StoreProblem.Invalid naming the parameter that cannot be honoured for all of the types, or the cursor */
    SearchPage read(AccessScope scope, CompartmentQuery asked, Run run) {
        List<SearchPlan> plans = plans(scope, asked);
        List<String> ignored = plans.stream()
                .flatMap(plan -> plan.ignored().stream())
                .distinct()
                .toList();
        CompartmentQuery query = asked.without(ignored);
        SearchPlan first = plans.getFirst();
        Long total = first.total() ? total(scope, query, run) : null;
        List<StoredResource> matches = new ArrayList<>();
        Cursor next = first.count() == 0 ? null : fill(matches, first.count(), query, scope, run);
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
    private List<SearchPlan> plans(AccessScope scope, CompartmentQuery query) {
        return steps(query).values().stream()
                .map(step -> searcher.prepare(scope, step).plan())
                .toList();
    }

    private Map<String, SearchQuery> steps(CompartmentQuery query) {
        String ownerType = StoredReferences.type(query.owner());
        Map<String, SearchQuery> steps = new LinkedHashMap<>();
        if (query.types().contains(ownerType)) {
            steps.put(OWNER, query.ofOwner());
        }
        query.types().stream()
                .filter(type -> !type.equals(ownerType) || isMember(parameters, ownerType, type))
                .forEach(type -> steps.put(type, query.of(type)));
        return steps;
    }

    private Long total(AccessScope scope, CompartmentQuery query, Run run) {
        return steps(query).values().stream()
                .map(step -> run.of(searcher.prepare(scope, step.where("_count", "0"))))
                .map(SearchPage::total)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Where the next page begins; null where there is none. */
    private @Nullable Cursor fill(
            List<StoredResource> matches, int count, CompartmentQuery query, AccessScope scope, Run run) {
        Map<String, SearchQuery> steps = steps(query);
        List<String> names = List.copyOf(steps.keySet());
        Cursor start = start(query, names);
        long after = start.resId();
        for (String name : names.subList(names.indexOf(start.keys().getFirst()), names.size())) {
            int room = count - matches.size();
            SearchQuery step = Objects.requireNonNull(steps.get(name));
            SearchPage page = run.of(searcher.prepare(scope, page(step, Math.max(room, 1), after)));
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

    private static Cursor start(CompartmentQuery query, List<String> names) {
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

    private static List<SearchQuery.Parameter> used(CompartmentQuery query) {
        List<SearchQuery.Parameter> used = new ArrayList<>();
        used.add(new SearchQuery.Parameter(SearchQuery.COMPARTMENT, query.owner()));
        used.addAll(query.parameters());
        return used;
    }
}
