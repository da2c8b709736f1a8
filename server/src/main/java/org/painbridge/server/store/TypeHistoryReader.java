package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.HistoryFilling.Placed;

/**
 * Reads the versions of all resources of some types, the newest first. A version keeps its place in that order when it is
 * replaced, so writes at the same time neither repeat nor hide one, whether a page is one statement or a few. Each type is read by
 * itself, from its index by time, and no further than the page needs; bodies are fetched for the page only.
 */
final class TypeHistoryReader {
    private static final String PAGE = """
            select r.fhir_id, v.version, v.updated, case when h.version is null then r.deleted else h.deleted end,
              case when h.version is null then r.body else h.body end, p.deleted, v.type_id, v.res_id
            from (""";
    private static final String BODIES = """
            ) v (type_id, updated, res_id, version)
            join fhir_resource r on r.type_id = v.type_id and r.res_id = v.res_id
            left join fhir_history h on h.type_id = v.type_id and h.res_id = v.res_id and h.version = v.version
            left join fhir_history p on p.type_id = v.type_id and p.res_id = v.res_id and p.version = v.version - 1
            order by v.updated desc, v.res_id desc, v.version desc""";
    private static final List<String> TABLES = List.of("fhir_resource", "fhir_history");
    /** Versions that are looked through at once, before the database is asked for those within the scope alone. */
    private static final int LONGEST_GLANCE = 500;

    private final ScopeConditions scopes;
    private final int defaultCount;
    private final int maxCount;
    private final ZoneId zone;

    /** @param zone of dates without a time */
    TypeHistoryReader(ScopeConditions scopes, int defaultCount, int maxCount, ZoneId zone) {
        this.scopes = scopes;
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
        this.zone = zone;
    }

    private record Key(int typeId, long updated, long resId, long version) {
        String cursor() {
            return new Cursor(resId, List.of(updated, version)).encode();
        }

        @Override
        public String toString() {
            return "(" + typeId + ", " + updated + ", " + resId + ", " + version + ")";
        }
    }

    /**
     * With the total where the page shows all of it, or where nothing else is asked for: counting reads every version. A page is as
     * long and ends where it would without what is not seen.
     */
    HistoryPage read(Connection connection, AccessScope scope, TypeHistoryQuery query, HistoryFilling.Seen seen)
            throws SQLException {
        Integer asked = query.count();
        int count = asked == null ? defaultCount : Math.min(asked, maxCount);
        if (count == 0) {
            return new HistoryPage(List.of(), count(connection, query), null);
        }
        HistoryFilling page = new HistoryFilling(count, seen);
        String from = query.cursor();
        boolean more = true;
        for (int size = 2 * (count + 1);
                !scope.everything() && more && !page.isFull() && size <= LONGEST_GLANCE;
                size *= 2) {
            List<Key> keys = glance(connection, scope, query, from, size, page);
            more = keys.size() == size;
            from = keys.isEmpty() ? from : keys.getLast().cursor();
        }
        while (more && !page.isFull()) {
            List<Placed> found = found(connection, page(scope, query, from, count + 1), query.types());
            page.take(found);
            more = found.size() > count;
            from = found.isEmpty() ? from : found.getLast().cursor();
        }
        return page.page(query.cursor() == null);
    }

    /**
     * The next of all, of which those within the scope are shown: for whoever sees much that is a page, and one with the scope in
     * each part takes a database seconds to plan.
     */
    private List<Key> glance(
            Connection connection,
            AccessScope scope,
            TypeHistoryQuery query,
            @Nullable String from,
            int size,
            HistoryFilling page)
            throws SQLException {
        List<Key> keys = keys(connection, keys(query, from, size, type -> new Sql()));
        Map<Integer, Set<Long>> visible = visible(connection, scope, query.types(), keys);
        List<Key> within = keys.stream()
                .filter(key -> visible.getOrDefault(key.typeId(), Set.of()).contains(key.resId()))
                .toList();
        for (int start = 0; start < within.size() && !page.isFull(); start += page.count() + 1) {
            List<Key> some = within.subList(start, Math.min(within.size(), start + page.count() + 1));
            String rows = some.stream().map(Key::toString).collect(Collectors.joining(", "));
            page.take(found(connection, new Sql().add(PAGE + "values " + rows + BODIES), query.types()));
        }
        return keys;
    }

    private Map<Integer, Set<Long>> visible(
            Connection connection, AccessScope scope, List<String> types, List<Key> keys) throws SQLException {
        Map<Integer, Set<Long>> asked = keys.stream()
                .collect(Collectors.groupingBy(Key::typeId, Collectors.mapping(Key::resId, Collectors.toSet())));
        Map<Integer, Set<Long>> visible = new HashMap<>();
        for (String type : types) {
            Set<Long> ids = asked.get(NameIds.of(type));
            if (ids != null) {
                Sql sql = new Sql()
                        .add("select r.res_id from fhir_resource r where r.type_id = ?", NameIds.of(type))
                        .add(" and r.res_id in ")
                        .list(ids)
                        .add(scopes.of(scope, "r", type));
                visible.put(NameIds.of(type), ids(connection, sql));
            }
        }
        return visible;
    }

    private static Set<Long> ids(Connection connection, Sql sql) throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static List<Key> keys(Connection connection, Sql sql) throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.add(new Key(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return keys;
    }

    private static List<Placed> found(Connection connection, Sql page, List<String> names) throws SQLException {
        List<Placed> found = new ArrayList<>();
        try (PreparedStatement statement = page.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            Map<Integer, String> types = names(names);
            while (rows.next()) {
                String type = Objects.requireNonNull(types.get(rows.getInt(7)));
                found.add(new Placed(
                        HistoryReader.version(type, rows), cursor(rows).encode()));
            }
        }
        return found;
    }

    private Sql page(AccessScope scope, TypeHistoryQuery query, @Nullable String cursor, int limit) {
        return new Sql()
                .add(PAGE)
                .add(keys(query, cursor, limit, type -> within(scope, type)))
                .add(BODIES);
    }

    private Sql keys(TypeHistoryQuery query, @Nullable String cursor, int limit, Function<String, Sql> within) {
        Sql after = after(cursor);
        HistorySpan span = HistorySpan.of(query.since(), query.at(), zone);
        Sql sql = new Sql().add("select k.type_id, k.updated, k.res_id, k.version from (");
        String separator = "";
        for (String type : query.types()) {
            for (String table : TABLES) {
                sql.add(separator + "(select type_id, updated, res_id, version from " + table)
                        .add(" t where type_id = ? and ", NameIds.of(type))
                        .add(span.includes("t"))
                        .add(after)
                        .add(within.apply(type))
                        .add(" order by type_id desc, updated desc, res_id desc, version desc limit ?)", limit);
                separator = " union all ";
            }
        }
        return sql.add(") k order by k.updated desc, k.res_id desc, k.version desc limit ?", limit);
    }

    /** A version is in the scope where the current one is; what it says itself is for {@link StoreView} to look at. */
    private Sql within(AccessScope scope, String type) {
        return scope.everything()
                ? new Sql()
                : new Sql()
                        .add(" and exists (select 1 from fhir_resource r where r.type_id = t.type_id")
                        .add(" and r.res_id = t.res_id")
                        .add(scopes.of(scope, "r", type))
                        .add(")");
    }

    /** The bound on the time alone is for the index. */
    private static Sql after(@Nullable String cursor) {
        if (cursor == null) {
            return new Sql();
        }
        Cursor from = decode(cursor);
        Object updated = Objects.requireNonNull(from.keys().get(0));
        Object version = Objects.requireNonNull(from.keys().get(1));
        return new Sql()
                .add(" and updated <= ? and (updated < ? or res_id < ?", updated, updated, from.resId())
                .add(" or (res_id = ? and version < ?))", from.resId(), version);
    }

    private static Cursor cursor(ResultSet rows) throws SQLException {
        return new Cursor(rows.getLong(8), List.of(rows.getLong(3), rows.getLong(2)));
    }

    private static Cursor decode(String text) {
        try {
            Cursor cursor = Cursor.decode(text, List.of(Long.class, Long.class));
            if (!cursor.keys().contains(null)) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        throw damaged();
    }

    private static StoreProblem.Invalid damaged() {
        return new StoreProblem.Invalid(
                ErrorCode.INVALID_SEARCH,
                "http._cursor",
                "This page link is damaged or is not one of this history: start from its first page again");
    }

    private long count(Connection connection, TypeHistoryQuery query) throws SQLException {
        HistorySpan span = HistorySpan.of(query.since(), query.at(), zone);
        Sql sql = new Sql();
        String separator = "select ";
        for (String table : TABLES) {
            List<Integer> ids = query.types().stream().map(NameIds::of).toList();
            sql.add(separator + "(select count(*) from " + table + " t where type_id in ")
                    .list(ids)
                    .add(" and ")
                    .add(span.includes("t"))
                    .add(")");
            separator = " + ";
        }
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<Integer, String> names(List<String> types) {
        Map<Integer, String> names = new HashMap<>();
        types.forEach(type -> names.put(NameIds.of(type), type));
        return names;
    }
}
