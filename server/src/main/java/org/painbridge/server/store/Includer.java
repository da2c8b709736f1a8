package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.painbridge.server.store.SearchPlan.Include;
import org.painbridge.server.store.Searcher.Hit;

/**
 * What a page refers to ({@code _include}) and what refers to it ({@code _revinclude}), each resource once; with
 * {@code :iterate} also of what was included, up to five steps further.
 */
final class Includer {
    private static final String COLUMNS =
            "select r.fhir_id, r.version, r.updated, r.deleted, r.body, r.res_id from fhir_resource r";
    private static final int MOST_ROUNDS = 5;

    private final Map<Long, String> typesById = new HashMap<>();
    private final ScopeConditions scopes;
    private final int limit;

    /** @param cut the includes that found more than the limit, as they were asked for */
    record Included(List<StoredResource> resources, List<String> cut) {}

    /** @param limit how many resources one include may bring */
    Includer(Collection<String> types, ScopeConditions scopes, int limit) {
        types.forEach(type -> typesById.put((long) NameIds.of(type), type));
        this.scopes = scopes;
        this.limit = limit;
    }

    Included include(Connection connection, AccessScope scope, SearchPlan plan, List<Hit> hits) throws SQLException {
        Map<String, Hit> found = new LinkedHashMap<>();
        hits.forEach(hit -> found.put(hit.stored().reference(), hit));
        Set<String> cut = new LinkedHashSet<>();
        List<Hit> last = hits;
        for (int round = 0; !last.isEmpty(); round++) {
            Map<String, Hit> more = round(connection, scope, plan, last, round == 0, cut);
            more.keySet().removeAll(found.keySet());
            boolean enough = round == MOST_ROUNDS || found.size() - hits.size() > limit;
            if (round > 0 && enough && !more.isEmpty()) {
                more.clear();
                iterating(plan).forEach(cut::add);
            }
            found.putAll(more);
            last = List.copyOf(more.values());
        }
        hits.forEach(hit -> found.remove(hit.stored().reference()));
        return new Included(found.values().stream().map(Hit::stored).toList(), List.copyOf(cut));
    }

    /** What the includes bring for these resources; behind the first round only those that iterate. */
    private Map<String, Hit> round(
            Connection connection, AccessScope scope, SearchPlan plan, List<Hit> last, boolean first, Set<String> cut)
            throws SQLException {
        Map<String, Hit> more = new LinkedHashMap<>();
        for (Include include : plan.includes()) {
            if (first || include.iterate()) {
                add(targets(connection, scope, include, last), more, "_include=" + include, cut);
            }
        }
        for (Include include : plan.reverseIncludes()) {
            if (first || include.iterate()) {
                add(sources(connection, scope, include, last), more, "_revinclude=" + include, cut);
            }
        }
        return more;
    }

    private static Stream<String> iterating(SearchPlan plan) {
        return Stream.concat(
                plan.includes().stream().filter(Include::iterate).map(include -> "_include:iterate=" + include),
                plan.reverseIncludes().stream()
                        .filter(Include::iterate)
                        .map(include -> "_revinclude:iterate=" + include));
    }

    /** One more than the limit was asked for, to see whether there is more. */
    private void add(List<Hit> more, Map<String, Hit> found, String include, Set<String> cut) {
        if (more.size() > limit) {
            cut.add(include);
        }
        more.stream().limit(limit).forEach(hit -> found.put(hit.stored().reference(), hit));
    }

    private List<Hit> targets(Connection connection, AccessScope scope, Include include, List<Hit> hits)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select i.qualifier, i.term from fhir_text i where i.param_id = ?",
                        include.parameter().indexId())
                .add(" and i.res_id in ")
                .list(hits.stream().map(Hit::resId).toList());
        Map<String, Set<String>> ids = new TreeMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String type = typesById.get(rows.getLong(1));
                if (type != null && wanted(include, type)) {
                    ids.computeIfAbsent(type, key -> new TreeSet<>()).add(rows.getString(2));
                }
            }
        }
        List<Hit> found = new ArrayList<>();
        for (Map.Entry<String, Set<String>> entry : ids.entrySet()) {
            Sql read = new Sql()
                    .add(
                            COLUMNS + " where r.type_id = ? and not r.deleted and r.fhir_id in ",
                            NameIds.of(entry.getKey()))
                    .list(entry.getValue())
                    .add(scopes.of(scope, "r", entry.getKey()))
                    .add(" order by r.res_id limit ?", limit + 1 - found.size());
            found.addAll(read(connection, read, entry.getKey()));
        }
        return found;
    }

    private static boolean wanted(Include include, String type) {
        Set<String> targets = include.parameter().targets();
        boolean asked = include.target() == null || include.target().equals(type);
        return asked && (targets.isEmpty() || targets.contains(type));
    }

    private List<Hit> sources(Connection connection, AccessScope scope, Include include, List<Hit> hits)
            throws SQLException {
        String type = include.parameter().resourceType();
        Map<String, List<String>> idsByType = new TreeMap<>();
        for (Hit hit : hits) {
            idsByType
                    .computeIfAbsent(hit.stored().type(), key -> new ArrayList<>())
                    .add(hit.stored().id());
        }
        List<Hit> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : idsByType.entrySet()) {
            if (wanted(include, entry.getKey())) {
                Sql sql = new Sql()
                        .add(COLUMNS + " where r.type_id = ? and not r.deleted", NameIds.of(type))
                        .add(scopes.of(scope, "r", type))
                        .add(" and r.res_id in")
                        .add(
                                " (select i.res_id from fhir_text i where i.param_id = ?",
                                include.parameter().indexId())
                        .add(" and i.qualifier = ? and i.term in ", (long) NameIds.of(entry.getKey()))
                        .list(entry.getValue())
                        .add(") order by r.res_id limit ?", limit + 1 - found.size());
                found.addAll(read(connection, sql, type));
            }
        }
        return found;
    }

    private static List<Hit> read(Connection connection, Sql sql, String type) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<Hit> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Hit(rows.getLong(6), ResourceReader.row(type, rows), List.of()));
            }
            return found;
        }
    }
}
