package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.audit.AuditRow.Place;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code audit_event}. */
final class AuditTable {
    /** For {@link #row}. */
    static final String COLUMNS =
            "e.at, e.chain, e.link, e.kind, e.status, e.client, e.person, e.address, e.request, e.target, e.query,"
                    + " e.patient, e.hash";

    private static final int ROWS_A_FETCH = 1000;

    private AuditTable() {}

    static void insert(StoreTransaction transaction, List<AuditRow> rows) {
        transaction.insert(Insert.into("audit_event", rows)
                .bigint("at", row -> row.place().at())
                .integer("chain", row -> row.place().chain())
                .bigint("link", row -> row.place().link())
                .text("kind", AuditRow::kind)
                .integer("status", AuditRow::status)
                .text("client", row -> row.agent().client())
                .text("person", row -> row.agent().person())
                .text("address", row -> row.agent().address())
                .text("request", row -> row.agent().request())
                .text("target", AuditRow::target)
                .text("query", AuditRow::query)
                .text("patient", AuditRow::patient)
                .bytes("hash", AuditRow::hash));
    }

    /** What is done with each row. */
    interface EachRow {
        void take(AuditRow row) throws SQLException;
    }

    /** All rows, the oldest first. */
    static void inOrderOfTime(Connection connection, EachRow each) throws SQLException {
        between(connection, Long.MIN_VALUE, Long.MAX_VALUE, each);
    }

    /** Rows from one moment on and from before another, the oldest first. */
    static void between(Connection connection, long since, long until, EachRow each) throws SQLException {
        each(connection, "e.at >= ? and e.at < ? order by e.at, e.chain, e.link", each, since, until);
    }

    /** @param condition SQL of this program */
    static void each(Connection connection, String condition, EachRow each, long... parameters) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + COLUMNS + " from audit_event e where " + condition)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.take(row(rows));
                }
            }
        }
    }

    static AuditRow row(ResultSet rows) throws SQLException {
        return new AuditRow(
                new Place(rows.getLong(1), rows.getInt(2), rows.getLong(3)),
                rows.getString(4),
                rows.getInt(5),
                new Agent(rows.getString(6), rows.getString(7), rows.getString(8), rows.getString(9)),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                rows.getBytes(13));
    }
}
