package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Rows that a transaction has yet to send: each table gets one batch instead of one statement a row. */
final class PendingWrites {
    private record Insert(int typeId, long resId, StoredResource stored) {}

    private record Rows(long resId, IndexRows rows) {}

    private final List<Insert> inserts = new ArrayList<>();
    private final List<Rows> index = new ArrayList<>();

    void insert(int typeId, long resId, StoredResource stored) {
        inserts.add(new Insert(typeId, resId, stored));
    }

    void index(long resId, IndexRows rows) {
        index.add(new Rows(resId, rows));
    }

    void flush(Connection connection) throws SQLException {
        if (!inserts.isEmpty()) {
            insertResources(connection);
            inserts.clear();
        }
        if (!index.isEmpty()) {
            insertTexts(connection);
            insertRanges(connection);
            index.clear();
        }
    }

    private void insertResources(Connection connection) throws SQLException {
        String sql = "insert into fhir_resource (type_id, res_id, fhir_id, version, updated, deleted, body)"
                + " values (?, ?, ?, ?, ?, false, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Insert insert : inserts) {
                statement.setInt(1, insert.typeId());
                statement.setLong(2, insert.resId());
                statement.setString(3, insert.stored().id());
                statement.setInt(4, insert.stored().version());
                statement.setLong(5, insert.stored().updated().toEpochMilli());
                statement.setBytes(6, insert.stored().json());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void insertTexts(Connection connection) throws SQLException {
        String sql = "insert into fhir_text (param_id, res_id, qualifier, term, exact) values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Rows rows : index) {
                for (IndexRows.Text row : rows.rows().texts) {
                    statement.setInt(1, row.indexId());
                    statement.setLong(2, rows.resId());
                    statement.setLong(3, row.qualifier());
                    statement.setString(4, row.value());
                    if (row.exact() == null) {
                        statement.setNull(5, Types.VARCHAR);
                    } else {
                        statement.setString(5, row.exact());
                    }
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void insertRanges(Connection connection) throws SQLException {
        String sql = "insert into fhir_range (param_id, res_id, qualifier, low, high) values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Rows rows : index) {
                for (IndexRows.Range row : rows.rows().ranges) {
                    statement.setInt(1, row.indexId());
                    statement.setLong(2, rows.resId());
                    statement.setLong(3, row.qualifier());
                    statement.setDouble(4, row.low());
                    statement.setDouble(5, row.high());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
