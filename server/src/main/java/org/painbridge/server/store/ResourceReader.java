package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads resources by identity: the current version, or one. */
final class ResourceReader {
    private static final String CURRENT =
            "select fhir_id, version, updated, deleted, body from fhir_resource where type_id = ? and fhir_id = ?";
    private static final String NOT_DELETED =
            "select r.fhir_id, r.version, r.updated, r.deleted, r.body, r.type_id from fhir_resource r"
                    + " where r.type_id = ? and r.fhir_id = ? and not r.deleted";
    private static final int LOOKUPS_A_QUERY = 16;
    private static final String PAST = "select r.fhir_id, h.version, h.updated, h.deleted, h.body"
            + " from fhir_resource r join fhir_history h on h.type_id = r.type_id and h.res_id = r.res_id"
            + " where r.type_id = ? and r.fhir_id = ?";

    private final ScopeConditions scopes;

    ResourceReader(ScopeConditions scopes) {
        this.scopes = scopes;
    }

    /** The current version, which may be a delete marker. */
    Optional<StoredResource> read(Connection connection, AccessScope scope, String type, String id)
            throws SQLException {
        if (scope.everything()) {
            return read(connection, type, id);
        }
        Sql sql = new Sql()
                .add("select r.fhir_id, r.version, r.updated, r.deleted, r.body from fhir_resource r")
                .add(" where r.type_id = ? and r.fhir_id = ?", NameIds.of(type), id)
                .add(scopes.of(scope, "r", type));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row(type, rows)) : Optional.empty();
        }
    }

    /** The same, whoever asks. */
    Optional<StoredResource> read(Connection connection, String type, String id) throws SQLException {
        return query(connection, CURRENT, type, id, null).stream().findFirst();
    }

    /** Of these ids those of resources in the scope. */
    Set<String> present(Connection connection, AccessScope scope, String type, Collection<String> ids)
            throws SQLException {
        return present(connection, scopes.of(scope, "r", type), type, ids);
    }

    /** The same, whatever they tell of. */
    Set<String> presentItself(Connection connection, AccessScope scope, String type, Collection<String> ids)
            throws SQLException {
        return present(connection, scopes.ofItself(scope, "r", type), type, ids);
    }

    private static Set<String> present(Connection connection, Sql within, String type, Collection<String> ids)
            throws SQLException {
        Sql sql = new Sql()
                .add("select r.fhir_id from fhir_resource r where r.type_id = ? and not r.deleted", NameIds.of(type))
                .add(" and r.fhir_id = any(?)", (Object) ids.toArray(String[]::new))
                .add(within);
        Set<String> present = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                present.add(rows.getString(1));
            }
        }
        return present;
    }

    /** Of these ids the resources in the scope, without those that are deleted, in no order. */
    List<StoredResource> readAll(Connection connection, AccessScope scope, String type, Collection<String> ids)
            throws SQLException {
        Sql sql = new Sql()
                .add("select r.fhir_id, r.version, r.updated, r.deleted, r.body from fhir_resource r")
                .add(" where r.type_id = ? and not r.deleted", NameIds.of(type))
                .add(" and r.fhir_id = any(?)", (Object) ids.toArray(String[]::new))
                .add(scopes.of(scope, "r", type));
        return byKeptPlan(connection, sql, type);
    }

    /** As {@link #readAll}, of what is in the scope, in the order of the references. */
    List<StoredResource> readAll(Connection connection, AccessScope scope, Collection<String> references)
            throws SQLException {
        List<Lookup> lookups = scope.everything() ? lookups(references) : lookups(references, scope);
        Map<String, StoredResource> found = new HashMap<>();
        answers(connection, lookups).forEach(stored -> found.put(stored.reference(), stored));
        return references.stream()
                .flatMap(reference -> Optional.ofNullable(found.get(reference)).stream())
                .toList();
    }

    /** Of one type each, and of few sizes: what a scope allows is long, and PostgreSQL is to keep its plan. */
    private List<Lookup> lookups(Collection<String> references, AccessScope scope) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (String reference : references) {
            String type = reference.substring(0, reference.indexOf('/'));
            byType.computeIfAbsent(type, none -> new ArrayList<>()).add(reference);
        }
        List<Lookup> lookups = new ArrayList<>();
        byType.forEach((type, all) -> {
            Sql within = scopes.of(scope, "r", type);
            for (int from = 0; from < all.size(); from += LOOKUPS_A_QUERY) {
                List<String> some = new ArrayList<>(all.subList(from, Math.min(all.size(), from + LOOKUPS_A_QUERY)));
                while (Integer.bitCount(some.size()) > 1) {
                    some.add(some.getFirst());
                }
                lookups.add(Lookup.of(some, within));
            }
        });
        return lookups;
    }

    /** @param references {@code Type/id} each; what is not here or deleted is left out */
    List<StoredResource> readAll(Connection connection, Collection<String> references) throws SQLException {
        return answers(connection, lookups(references));
    }

    private static List<StoredResource> answers(Connection connection, List<Lookup> lookups) throws SQLException {
        List<Questions.Answer<List<StoredResource>>> answers = lookups.stream()
                .map(lookup -> new Questions.Answer<>(lookup.sql(), lookup::read))
                .toList();
        Questions.send(connection, List.copyOf(answers));
        return answers.stream().flatMap(answer -> answer.get().stream()).toList();
    }

    /** A question for some resources, and how to read its answer. */
    record Lookup(Sql sql, Map<Integer, String> types) {
        /** A part for each: PostgreSQL keeps the plan of such a query, but would plan one by an array anew each time. */
        private static Lookup of(List<String> references, Sql within) {
            Map<Integer, String> types = new HashMap<>();
            Sql sql = new Sql();
            String separator = "";
            for (String reference : references) {
                String[] parts = reference.split("/", 2);
                int typeId = NameIds.of(parts[0]);
                types.put(typeId, parts[0]);
                sql.add(separator).add(NOT_DELETED, typeId, parts[1]).add(within);
                separator = " union all ";
            }
            return new Lookup(sql, types);
        }

        List<StoredResource> read(ResultSet rows) throws SQLException {
            List<StoredResource> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row(Objects.requireNonNull(types.get(rows.getInt(6))), rows));
            }
            return found;
        }
    }

    static List<Lookup> lookups(Collection<String> references) {
        List<String> all = List.copyOf(references);
        List<Lookup> lookups = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LOOKUPS_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + LOOKUPS_A_QUERY));
            lookups.add(Lookup.of(some, new Sql()));
        }
        return lookups;
    }

    /**
     * Resources that refer to one of the targets, in the order of their ids.
     *
     * @param parameter of type reference, by which they are looked for
     * @param targets {@code Type/id} each, or the address of something elsewhere
     */
    List<StoredResource> referring(
            Connection connection, AccessScope scope, SearchParameter parameter, Collection<String> targets)
            throws SQLException {
        if (targets.isEmpty()) {
            return List.of();
        }
        String type = parameter.resourceType();
        Sql sql = new Sql()
                .add("select r.fhir_id, r.version, r.updated, r.deleted, r.body from (")
                .add(rowsLeadingTo(targets, parameter))
                .add(") n")
                .add(ofRows("r", "n"), NameIds.of(type))
                .add(scopes.of(scope, "r", type))
                .add(" order by r.fhir_id");
        return byKeptPlan(connection, sql, type);
    }

    /**
     * The resources of index rows, of the type that is the value, without those that are deleted. H2 takes the tables of an outer join in the order in which they
     * are written; of an inner one it would go through all resources of the type and look at the rows for each. PostgreSQL makes
     * an inner one of it.
     *
     * @param rows alias of what has a {@code res_id}
     */
    static String ofRows(String alias, String rows) {
        return " left join fhir_resource " + alias + " on " + alias + ".type_id = ? and " + alias + ".res_id = " + rows
                + ".res_id where not " + alias + ".deleted";
    }

    private static List<StoredResource> byKeptPlan(Connection connection, Sql sql, String type) throws SQLException {
        try (PreparedStatement statement = sql.byKeptPlan(connection).prepare(connection);
                ResultSet rows = Sql.rows(statement)) {
            List<StoredResource> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row(type, rows));
            }
            return found;
        }
    }

    private static Sql rowsLeadingTo(Collection<String> targets, SearchParameter parameter) {
        Map<String, List<String>> termsByType = new TreeMap<>();
        for (String target : targets) {
            String type = target.substring(0, Math.max(0, target.indexOf('/')));
            boolean here = ExposedTypes.NAMES.contains(type);
            termsByType
                    .computeIfAbsent(here ? type : "", none -> new ArrayList<>())
                    .add(here ? target.substring(type.length() + 1) : IndexRows.shortened(target));
        }
        Sql sql = new Sql();
        String separator = "";
        for (Map.Entry<String, List<String>> ofType : termsByType.entrySet()) {
            // Each resource once: a Provenance names all that it is about.
            sql.add(separator)
                    .add("select distinct i.res_id from fhir_text i where i.param_id = ?", parameter.indexId())
                    .add(" and i.term = any(?)", (Object) ofType.getValue().toArray(String[]::new));
            if (!ofType.getKey().isEmpty()) {
                sql.add(" and i.qualifier = ?", (long) NameIds.of(ofType.getKey()));
            }
            separator = " union ";
        }
        return sql;
    }

    /** A version of a resource whose current version is in the scope. */
    Optional<StoredResource> version(Connection connection, AccessScope scope, String type, String id, int version)
            throws SQLException {
        Optional<StoredResource> current = read(connection, scope, type, id);
        if (current.isEmpty() || current.get().version() == version) {
            return current;
        }
        return query(connection, PAST + " and h.version = ?", type, id, version).stream()
                .findFirst();
    }

    private static List<StoredResource> query(
            Connection connection, String sql, String type, String id, @Nullable Integer version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, NameIds.of(type));
            statement.setString(2, id);
            if (version != null) {
                statement.setInt(3, version);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<StoredResource> found = new ArrayList<>(1);
                while (rows.next()) {
                    found.add(row(type, rows));
                }
                return found;
            }
        }
    }

    /** Columns fhir_id, version, updated, deleted, body. */
    static StoredResource row(String type, ResultSet rows) throws SQLException {
        boolean deleted = rows.getBoolean(4);
        return new StoredResource(
                type,
                rows.getString(1),
                rows.getInt(2),
                Instant.ofEpochMilli(rows.getLong(3)),
                deleted,
                deleted ? new byte[0] : rows.getBytes(5));
    }
}
