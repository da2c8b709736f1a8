package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.SearchPlan.Sort;

/** Runs searches: one statement for the page, one for the total where asked, one for each include. */
final class Searcher {
    private final SearchPlanner planner;
    private final Conditions conditions;
    private final Includer includer;
    private final Optional<SortedLists> lists;

    /** @param lists of PostgreSQL */
    Searcher(SearchPlanner planner, Conditions conditions, Includer includer, Optional<SortedLists> lists) {
        this.planner = planner;
        this.conditions = conditions;
        this.includer = includer;
        this.lists = lists;
    }

    /** A match with what the next page needs. */
    record Hit(long resId, StoredResource stored, List<@Nullable Object> keys) {}

    /**
     * A search that can be run. Codes of value sets are looked up while it is prepared, which may take a connection of its
     * own, or a call to another server: nobody should hold a connection meanwhile.
     */
    record Prepared(
            AccessScope scope,
            SearchPlan plan,
            Sql page,
            @Nullable Sql count) {}

    Prepared prepare(AccessScope scope, SearchQuery query) {
        SearchPlan plan = planner.plan(query);
        Criterion narrow =
                plan.criteria().stream().filter(Criterion::isNarrow).findFirst().orElse(null);
        Sql matching = matching(conditions.within(scope), plan, narrow);
        Optional<Sql> listed =
                lists.flatMap(all -> all.walk(plan)).map(walk -> listed(conditions.within(scope), plan, walk));
        Sql page = page(plan, matching);
        // Its way is given; PostgreSQL would look for it anew each time, for a third of its time.
        Sql planned = lists.isPresent() && narrow != null ? page.byKeptPlan() : page;
        return new Prepared(
                scope,
                plan,
                listed.map(Sql::byKeptPlanAlongIndex).orElse(planned),
                plan.total() ? new Sql().add("select count(*)").add(matching) : null);
    }

    SearchPage run(Connection connection, Prepared search) throws SQLException {
        SearchPlan plan = search.plan();
        List<Hit> hits = plan.count() == 0 ? List.of() : hits(connection, search);
        boolean more = hits.size() > plan.count();
        List<Hit> matches = more ? hits.subList(0, plan.count()) : hits;
        Long total = total(connection, search, matches.size(), more);
        String next =
                more ? new Cursor(matches.getLast().resId(), matches.getLast().keys()).encode() : null;
        Includer.Included included = includer.include(connection, search.scope(), plan, matches);
        return new SearchPage(
                matches.stream().map(Hit::stored).toList(),
                included.resources(),
                total,
                next,
                plan.used(),
                plan.ignored(),
                included.cut());
    }

    private static @Nullable Long total(Connection connection, Prepared search, int matches, boolean more)
            throws SQLException {
        if (search.count() != null) {
            try (PreparedStatement statement = search.count().prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
        boolean wholeAnswer = search.plan().cursor() == null && !more;
        return wholeAnswer ? Long.valueOf(matches) : null;
    }

    private Sql page(SearchPlan plan, Sql matching) {
        Sql sql = new Sql()
                .add("select * from (select r0.fhir_id, r0.version, r0.updated, r0.deleted, r0.body, r0.res_id");
        for (int i = 0; i < plan.sorts().size(); i++) {
            sql.add(", ").add(sortKey(plan.sorts().get(i), lists.isEmpty())).add(" as k" + i);
        }
        sql.add(matching).add(") q");
        if (plan.cursor() != null) {
            sql.add(" where ").add(after(plan, plan.cursor()));
        }
        return sql.add(orderBy(plan)).add(" limit ?", plan.count() + 1);
    }

    /**
     * A page of a list, in its order from the index: for each status as much as the page takes. The numbers are part of the text,
     * as PostgreSQL must know them to see that its index serves.
     */
    private static Sql listed(Conditions within, SearchPlan plan, SortedLists.Walk walk) {
        Sql sql = new Sql().add("select * from (");
        String separator = "(";
        for (Long key : walk.keys()) {
            sql.add(separator)
                    .add("select r0.fhir_id, r0.version, r0.updated, r0.deleted, r0.body, r0.res_id,")
                    .add(" nullif(n.low, " + SortedLists.LAST + ") as k0 from fhir_range n")
                    .add(" join fhir_resource r0 on r0.res_id = n.res_id where n.param_id = " + walk.indexId())
                    .add(" and n.qualifier = ? and r0.type_id = ? and not r0.deleted", key, NameIds.of(plan.type()))
                    .add(within.scope("r0", plan.type()));
            plan.criteria().forEach(criterion -> sql.add(" and ").add(within.check(criterion, "n")));
            if (plan.cursor() != null) {
                Object place = plan.cursor().keys().getFirst();
                Object from = place == null ? SortedLists.LAST : place;
                sql.add(" and (n.low, n.res_id) > (?, ?)", from, plan.cursor().resId());
            }
            sql.add(" order by n.low, n.res_id limit " + (plan.count() + 1) + ")");
            separator = " union all (";
        }
        return sql.add(") q").add(orderBy(plan)).add(" limit ?", plan.count() + 1);
    }

    private static List<Hit> hits(Connection connection, Prepared search) throws SQLException {
        try (PreparedStatement statement = search.page().prepare(connection);
                ResultSet rows = Sql.rows(statement)) {
            List<Hit> hits = new ArrayList<>();
            while (rows.next()) {
                hits.add(hit(search.plan(), rows));
            }
            return hits;
        }
    }

    private static Hit hit(SearchPlan plan, ResultSet rows) throws SQLException {
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < plan.sorts().size(); i++) {
            keys.add(rows.getObject(7 + i));
        }
        return new Hit(rows.getLong(6), ResourceReader.row(plan.type(), rows), keys);
    }

    /** From the few rows of a narrow criterion where there is one, in the order of the page; else as the database likes. */
    private static Sql matching(Conditions within, SearchPlan plan, @Nullable Criterion narrow) {
        int type = NameIds.of(plan.type());
        Sql sql = narrow == null
                ? new Sql().add(" from fhir_resource r0 where r0.type_id = ? and not r0.deleted", type)
                : start(within, narrow).add(ResourceReader.ofRows("r0", "n"), type);
        sql.add(within.scope("r0", plan.type()));
        for (Criterion criterion : plan.criteria()) {
            if (narrow == null) {
                sql.add(" and ").add(within.of(criterion, 0));
            } else if (!criterion.equals(narrow)) {
                sql.add(" and ").add(within.check(criterion, "n"));
            }
        }
        return sql;
    }

    /** One row for each resource: a reference has one anyway, an identifier in two spellings and a compartment may have more. */
    private static Sql start(Conditions within, Criterion narrow) {
        boolean several = narrow.parameter().type() == RestSearchParameterTypeEnum.TOKEN || narrow.link() != null;
        return new Sql()
                .add(" from (select " + (several ? "distinct " : "") + "i.res_id from fhir_text i where ")
                .add(within.rows(narrow))
                .add(") n");
    }

    /**
     * Ascending sorts by the smallest value of a resource, descending by the largest (FHIR R4 3.1.1.5.1).
     *
     * @param embedded H2, which is told the index: by itself it takes that of values, as it has all columns that are asked for,
     *     and goes through all of the parameter for each resource
     */
    private static Sql sortKey(Sort sort, boolean embedded) {
        SearchParameter parameter = sort.parameter();
        if (parameter.code().equals("_id")) {
            return new Sql().add("r0.fhir_id");
        }
        if (parameter.code().equals("_lastUpdated")) {
            return new Sql().add("r0.updated");
        }
        boolean range = Conditions.table(parameter).equals("fhir_range");
        String value = range
                ? (sort.descending() ? "max(s.high)" : "min(s.low)")
                : (sort.descending() ? "max(s.term)" : "min(s.term)");
        String index = range ? "fhir_range_of_resource" : "fhir_text_resource";
        Sql key = new Sql()
                .add("(select " + value + " from " + Conditions.table(parameter) + " s")
                .add(embedded ? " use index (" + index + ")" : "")
                .add(" where s.res_id = r0.res_id and s.param_id = ?", parameter.indexId());
        parameter.onlyTarget().ifPresent(type -> key.add(" and s.qualifier in (?, 0)", (long) NameIds.of(type)));
        return key.add(range ? ")" : " and s.term <> '')");
    }

    private static String orderBy(SearchPlan plan) {
        StringBuilder order = new StringBuilder(" order by ");
        for (int i = 0; i < plan.sorts().size(); i++) {
            Sort sort = plan.sorts().get(i);
            order.append("q.k").append(i).append(sort.descending() ? " desc" : " asc");
            order.append(isColumn(sort) ? ", " : " nulls last, ");
        }
        return order.append("q.res_id").append(newestFirst(plan) ? " desc" : "").toString();
    }

    /** A column always has a value; told where a missing one belongs, PostgreSQL would not read its index backwards. */
    private static boolean isColumn(Sort sort) {
        return SearchParameters.COLUMNS.contains(sort.parameter().code());
    }

    /** Ties follow the last key, so that one index serves both ways. */
    private static boolean newestFirst(SearchPlan plan) {
        return !plan.sorts().isEmpty() && plan.sorts().getLast().descending();
    }

    /** Everything behind the cursor in the order of {@link #orderBy}; a missing value lies behind all others. */
    private static Sql after(SearchPlan plan, Cursor cursor) {
        List<Sql> ways = new ArrayList<>();
        Sql equal = new Sql();
        for (int i = 0; i < plan.sorts().size(); i++) {
            String key = "q.k" + i;
            Sort sort = plan.sorts().get(i);
            Object value = cursor.keys().get(i);
            if (value != null) {
                ways.add(new Sql()
                        .add("(")
                        .add(equal)
                        .add("(" + key + (sort.descending() ? " < ?" : " > ?"), value)
                        .add(isColumn(sort) ? "))" : " or " + key + " is null))"));
                equal.add(key + " = ? and ", value);
            } else {
                equal.add(key + " is null and ");
            }
        }
        String behind = newestFirst(plan) ? "q.res_id < ?)" : "q.res_id > ?)";
        ways.add(new Sql().add("(").add(equal).add(behind, cursor.resId()));
        return bound(plan, cursor).add(Sql.joined("or", ways));
    }

    /** What follows from the rest, as a span of the index that the first key may have. */
    private static Sql bound(SearchPlan plan, Cursor cursor) {
        Sort first = plan.sorts().isEmpty() ? null : plan.sorts().getFirst();
        Object value = first == null ? null : cursor.keys().getFirst();
        if (first == null || value == null || !isColumn(first)) {
            return new Sql();
        }
        return new Sql().add("q.k0" + (first.descending() ? " <= ?" : " >= ?") + " and ", value);
    }
}
