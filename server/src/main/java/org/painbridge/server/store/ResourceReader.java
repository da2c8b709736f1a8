package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads resources by identity: the current version, or one. */
final class ResourceReader {
    private static final String CURRENT =
            "select fhir_id, version, updated, deleted, body from fhir_resource where type_id = ? and fhir_id = ?";
    private static final String PAST = "select r.fhir_id, h.version, h.updated, h.deleted, h.body"
            + " from fhir_resource r join fhir_history h on h.type_id = r.type_id and h.res_id = r.res_id"
            + " where r.type_id = ? and r.fhir_id = ?";

    /** The current version, which may be a delete marker. */
    Optional<StoredResource> read(Connection connection, String type, String id) throws SQLException {
        return query(connection, CURRENT, type, id, null).stream().findFirst();
    }

    Optional<StoredResource> version(Connection connection, String type, String id, int version) throws SQLException {
        Optional<StoredResource> current = read(connection, type, id);
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
