package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All resources of a type in the order of their row numbers, a page at a time, each with the index rows that it has. */
final class ResourceScan {
    private static final int PAGE = 100;
    private static final String RESOURCES = "select fhir_id, version, updated, deleted, body, res_id from fhir_resource"
            + " where type_id = ? and res_id > ? order by res_id limit " + PAGE;

    private ResourceScan() {}

    /** One resource; the rows are lists, as the tables would hold a row twice if it were written twice. */
    record Found(long resId, StoredResource stored, List<IndexRows.Text> texts, List<IndexRows.Range> ranges) {
        Found(long resId, StoredResource stored) {
            this(resId, stored, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** @param after the last row number of the page before */
    static List<Found> page(Connection connection, String type, long after) throws SQLException {
        Map<Long, Found> page = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RESOURCES)) {
            statement.setInt(1, NameIds.of(type));
            statement.setLong(2, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.put(rows.getLong(6), new Found(rows.getLong(6), ResourceReader.row(type, rows)));
                }
            }
        }
        if (!page.isEmpty()) {
            addTexts(connection, page);
            addRanges(connection, page);
        }
        return List.copyOf(page.values());
    }

    private static void addTexts(Connection connection, Map<Long, Found> page) throws SQLException {
        String columns = "select res_id, param_id, qualifier, term, exact from fhir_text";
        try (PreparedStatement statement = ofResources(columns, page.keySet()).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Objects.requireNonNull(page.get(rows.getLong(1)))
                        .texts()
                        .add(new IndexRows.Text(rows.getInt(2), rows.getLong(3), rows.getString(4), rows.getString(5)));
            }
        }
    }

    private static void addRanges(Connection connection, Map<Long, Found> page) throws SQLException {
        String columns = "select res_id, param_id, qualifier, low, high from fhir_range";
        try (PreparedStatement statement = ofResources(columns, page.keySet()).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Objects.requireNonNull(page.get(rows.getLong(1)))
                        .ranges()
                        .add(new IndexRows.Range(
                                rows.getInt(2), rows.getLong(3), rows.getDouble(4), rows.getDouble(5)));
            }
        }
    }

    static Sql ofResources(String statement, Collection<Long> resIds) {
        return new Sql().add(statement + " where res_id in ").list(resIds);
    }
}
