package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows that a transaction holds before it writes them: nobody else changes these resources until it ends. */
final class HeldRows {
    private static final String SQL =
            "select res_id, version, deleted from fhir_resource where type_id = ? and fhir_id = ? for update";

    private static final int IDS_A_QUESTION = 500;

    private static final String SUPERSEDE =
            "insert into fhir_history (type_id, res_id, version, updated, deleted, body)"
                    + " select type_id, res_id, version, updated, deleted, body from fhir_resource"
                    + " where type_id = ? and res_id = ?;"
                    + " delete from fhir_text where res_id = ?; delete from fhir_range where res_id = ?;";
    private static final String FORGET_ELEMENTS =
            " delete from fhir_element_text where res_id = ?; delete from fhir_element_range where res_id = ?;";

    record Row(int typeId, long resId, int version, boolean deleted) {
        /** @throws StoreProblem.StaleVersion if a version is expected where nothing is, or nothing any more */
        static void requireNone(@Nullable Integer expected, String what) {
            if (expected != null && expected != StoreTransaction.NOTHING) {
                throw new StoreProblem.StaleVersion(what, expected);
            }
        }

        /** @throws StoreProblem.StaleVersion if another version is expected */
        void require(@Nullable Integer expected, String what) {
            if (deleted) {
                requireNone(expected, what);
            } else if (expected != null && expected == StoreTransaction.NOTHING) {
                throw new StoreProblem.StaleVersion(what);
            } else if (expected != null && expected != version) {
                throw new StoreProblem.StaleVersion(what, expected, version);
            }
        }

        /**
         * The current version becomes history, its index rows go, the new version takes its place: in one message.
         *
         * @param elements whether the type has rows by element
         */
        void supersede(Connection connection, StoredResource next, boolean elements) throws SQLException {
            Sql sql = new Sql().add(SUPERSEDE, typeId, resId, resId, resId);
            if (elements) {
                sql.add(FORGET_ELEMENTS, resId, resId);
            }
            sql.add(
                    " update fhir_resource set version = ?, updated = ?",
                    next.version(),
                    next.updated().toEpochMilli());
            if (next.deleted()) {
                sql.add(", deleted = true, body = null");
            } else {
                sql.add(", deleted = false, body = ?", (Object) next.json());
            }
            try (PreparedStatement statement =
                    sql.add(" where type_id = ? and res_id = ?", typeId, resId).prepare(connection)) {
                statement.execute();
            }
        }
    }

    /** By {@code Type/id}, until it is written; empty where nothing was there. */
    private final Map<String, Optional<Row>> rows = new HashMap<>();

    /** Waits for the row, unless it is held already. */
    void hold(Connection connection, String reference) throws SQLException {
        if (!rows.containsKey(reference)) {
            String[] parts = reference.split("/", 2);
            rows.put(reference, Optional.ofNullable(read(connection, parts[0], parts[1])));
        }
    }

    /** Waits for these rows, in order of type and id, unless they are held already: one question for each type. */
    void holdAll(Connection connection, Collection<String> references) throws SQLException {
        Map<String, Set<String>> ids = new TreeMap<>();
        for (String reference : references) {
            if (!rows.containsKey(reference)) {
                String[] parts = reference.split("/", 2);
                ids.computeIfAbsent(parts[0], none -> new TreeSet<>()).add(parts[1]);
            }
        }
        for (Map.Entry<String, Set<String>> ofType : ids.entrySet()) {
            List<String> all = List.copyOf(ofType.getValue());
            for (int from = 0; from < all.size(); from += IDS_A_QUESTION) {
                holdAll(connection, ofType.getKey(), all.subList(from, Math.min(all.size(), from + IDS_A_QUESTION)));
            }
        }
    }

    private void holdAll(Connection connection, String type, List<String> ids) throws SQLException {
        int typeId = NameIds.of(type);
        Sql sql = new Sql()
                .add("select fhir_id, res_id, version, deleted from fhir_resource where type_id = ?", typeId)
                .add(" and fhir_id in ")
                .list(ids)
                .add(" order by fhir_id for update");
        ids.forEach(id -> rows.put(type + "/" + id, Optional.empty()));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                Row row = new Row(typeId, found.getLong(2), found.getInt(3), found.getBoolean(4));
                rows.put(type + "/" + found.getString(1), Optional.of(row));
            }
        }
    }

    /** The version that is held; 0 where nothing was there. */
    int version(String reference) {
        return rows.getOrDefault(reference, Optional.empty()).map(Row::version).orElse(0);
    }

    /** What is held, to be written; null where that is unknown. */
    @Nullable
    Optional<Row> take(String reference) {
        return rows.remove(reference);
    }

    static @Nullable Row read(Connection connection, String type, String id) throws SQLException {
        int typeId = NameIds.of(type);
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, typeId);
            statement.setString(2, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? new Row(typeId, found.getLong(1), found.getInt(2), found.getBoolean(3)) : null;
            }
        }
    }
}
