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
import org.painbridge.server.store.IndexRows.InElement;

/** All resources of a type in the order of their row numbers, a page at a time, each with the index rows that it has. */
final class ResourceScan {
    private static final int PAGE = 100;
    private static final String RESOURCES = "select fhir_id, version, updated, deleted, body, res_id from fhir_resource"
            + " where type_id = ? and res_id > ? order by res_id limit " + PAGE;

    private ResourceScan() {}

    /** One resource; the rows are lists, as the tables would hold a row twice if it were written twice. */
    record Found(
            long resId,
            StoredResource stored,
            List<IndexRows.Text> texts,
            List<IndexRows.Range> ranges,
            List<InElement<IndexRows.Text>> elementTexts,
            List<InElement<IndexRows.Range>> elementRanges) {
        Found(long resId, StoredResource stored) {
            this(resId, stored, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        int rows() {
            return texts.size() + ranges.size() + elementTexts.size() + elementRanges.size();
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
            String text = "qualifier, term, exact";
            String range = "qualifier, low, high";
            read(
                    connection,
                    "fhir_text",
                    text,
                    page,
                    (found, rows) -> found.texts().add(text(rows)));
            read(
                    connection,
                    "fhir_range",
                    range,
                    page,
                    (found, rows) -> found.ranges().add(range(rows)));
            read(
                    connection,
                    "fhir_element_text",
                    text + ", element",
                    page,
                    (found, rows) -> found.elementTexts().add(new InElement<>(rows.getInt("element"), text(rows))));
            read(
                    connection,
                    "fhir_element_range",
                    range + ", element",
                    page,
                    (found, rows) -> found.elementRanges().add(new InElement<>(rows.getInt("element"), range(rows))));
        }
        return List.copyOf(page.values());
    }

    @FunctionalInterface
    private interface Row {
        void addTo(Found found, ResultSet rows) throws SQLException;
    }

    private static void read(Connection connection, String table, String columns, Map<Long, Found> page, Row row)
            throws SQLException {
        String select = "select res_id, param_id, " + columns + " from " + table;
        try (PreparedStatement statement = ofResources(select, page.keySet()).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                row.addTo(Objects.requireNonNull(page.get(rows.getLong(1))), rows);
            }
        }
    }

    private static IndexRows.Text text(ResultSet rows) throws SQLException {
        return new IndexRows.Text(
                rows.getInt("param_id"), rows.getLong("qualifier"), rows.getString("term"), rows.getString("exact"));
    }

    private static IndexRows.Range range(ResultSet rows) throws SQLException {
        return new IndexRows.Range(
                rows.getInt("param_id"), rows.getLong("qualifier"), rows.getDouble("low"), rows.getDouble("high"));
    }

    static Sql ofResources(String statement, Collection<Long> resIds) {
        return new Sql().add(statement + " where res_id in ").list(resIds);
    }
}
