package org.painbridge.server.imaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_told}. */
final class ToldTable {
    private static final String READ = "select decision_id, issued, abroad, resources from imaging_told where ";

    /**
     * A decision whose resources wait.
     *
     * @param abroad whether another system holds the record of the patient
     * @param resources a deflated Bundle
     */
    record Row(String id, Instant issued, boolean abroad, byte[] resources) {}

    void insert(StoreTransaction transaction, List<Row> rows) {
        transaction.insert(Insert.into("imaging_told", rows)
                .text("decision_id", Row::id)
                .bigint("issued", row -> row.issued().toEpochMilli())
                .truth("abroad", Row::abroad)
                .bytes("resources", Row::resources));
    }

    /** The oldest, which nobody else takes until the transaction ends. */
    List<Row> take(Connection connection, int limit) throws SQLException {
        String sql = READ + "not set_aside order by issued limit ? for update skip locked";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            return rows(statement);
        }
    }

    /** This one, if it still waits; who else takes it is waited for. */
    List<Row> take(Connection connection, String id) throws SQLException {
        return take(connection, id, "decision_id = ? for update");
    }

    /** The same, unless it was set aside. */
    List<Row> takeGood(Connection connection, String id) throws SQLException {
        return take(connection, id, "decision_id = ? and not set_aside for update");
    }

    private static List<Row> take(Connection connection, String id, String condition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ + condition)) {
            statement.setString(1, id);
            return rows(statement);
        }
    }

    boolean waits(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ + "decision_id = ?")) {
            statement.setString(1, id);
            return !rows(statement).isEmpty();
        }
    }

    void delete(Connection connection, List<Row> rows) throws SQLException {
        change(connection, "delete from imaging_told where decision_id = ?", rows);
    }

    void setAside(Connection connection, List<Row> rows) throws SQLException {
        change(connection, "update imaging_told set set_aside = true where decision_id = ?", rows);
    }

    private static void change(Connection connection, String sql, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                statement.setString(1, row.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        Instant.ofEpochMilli(found.getLong(2)),
                        found.getBoolean(3),
                        found.getBytes(4)));
            }
            return rows;
        }
    }
}
