package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that a transaction holds before it writes them: nobody else changes these resources until it ends. */
final class HeldRows {
    private static final String SQL =
            "select res_id, version, deleted from fhir_resource where type_id = ? and fhir_id = ? for update";

    record Row(int typeId, long resId, int version, boolean deleted) {}

    /** By {@code Type/id}, until it is written; empty where nothing was there. */
    private final Map<String, Optional<Row>> rows = new HashMap<>();

    /** Waits for the row, unless it is held already. */
    void hold(Connection connection, String reference) throws SQLException {
        if (!rows.containsKey(reference)) {
            String[] parts = reference.split("/", 2);
            rows.put(reference, Optional.ofNullable(read(connection, parts[0], parts[1])));
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
