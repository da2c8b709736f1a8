package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.painbridge.server.store.SearchPlan.Include;

/** What a page refers to ({@code _include}) and what refers to it ({@code _revinclude}), each resource once. */
final class Includer {
    private static final String COLUMNS =
            "select r.fhir_id, r.version, r.updated, r.deleted, r.body from fhir_resource r";

    private final Map<Long, String> typesById = new HashMap<>();
    private final int limit;

    /** @param cut the includes that found more than the limit, as they were asked for */
    record Included(List<StoredResource> resources, List<String> cut) {}

    /** @param limit how many resources one include may bring */
    Includer(Collection<String> types, int limit) {
        types.forEach(type -> typesById.put((long) NameIds.of(type), type));
        this.limit = limit;
    }

    Included include(Connection connection, SearchPlan plan, List<Searcher.Hit> hits) throws SQLException {
        Map<String, StoredResource> found = new LinkedHashMap<>();
        List<String> cut = new ArrayList<>();
        if (!hits.isEmpty()) {
            for (Include include : plan.includes()) {
                add(targets(connection, include, hits), found, "_include=" + include, cut);
            }
            for (Include include : plan.reverseIncludes()) {
                add(sources(connection, plan, include, hits), found, "_revinclude=" + include, cut);
            }
            hits.forEach(hit -> found.remove(hit.stored().reference()));
        }
        return new Included(List.copyOf(found.values()), cut);
    }

    /** One more than the limit was asked for, to see whether there is more. */
    private void add(List<StoredResource> more, Map<String, StoredResource> found, String include, List<String> cut) {
        if (more.size() > limit) {
            cut.add(include);
        }
        more.stream().limit(limit).forEach(stored -> found.put(stored.reference(), stored));
    }

    private List<StoredResource> targets(Connection connection, Include include, List<Searcher.Hit> hits)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select i.qualifier, i.term from fhir_text i where i.param_id = ?",
                        include.parameter().indexId())
                .add(" and i.res_id in ")
                .list(hits.stream().map(Searcher.Hit::resId).toList());
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
        List<StoredResource> found = new ArrayList<>();
        for (Map.Entry<String, Set<String>> entry : ids.entrySet()) {
            Sql read = new Sql()
                    .add(
                            COLUMNS + " where r.type_id = ? and not r.deleted and r.fhir_id in ",
                            NameIds.of(entry.getKey()))
                    .list(entry.getValue())
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

    private List<StoredResource> sources(
            Connection connection, SearchPlan plan, Include include, List<Searcher.Hit> hits) throws SQLException {
        String type = include.parameter().resourceType();
        Sql sql = new Sql()
                .add(COLUMNS + " where r.type_id = ? and not r.deleted and r.res_id in", NameIds.of(type))
                .add(
                        " (select i.res_id from fhir_text i where i.param_id = ?",
                        include.parameter().indexId())
                .add(" and i.qualifier = ? and i.term in ", (long) NameIds.of(plan.type()))
                .list(hits.stream().map(hit -> hit.stored().id()).toList())
                .add(") order by r.res_id limit ?", limit + 1);
        return read(connection, sql, type);
    }

    private static List<StoredResource> read(Connection connection, Sql sql, String type) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<StoredResource> found = new ArrayList<>();
            while (rows.next()) {
                found.add(ResourceReader.row(type, rows));
            }
            return found;
        }
    }
}
