package org.painbridge.server.imaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_decision}. */
final class DecisionTable {

    /**
     * A decision that was stored.
     *
     * @param result category, or why there is none
     * @param scenario that made it; null without a rating
     * @param procedureKey of the order; null where it could not be read
     * @param guideline canonical and version
     */
    record Row(
            String id,
            Instant issued,
            String result,
            @Nullable String scenario,
            @Nullable String procedureKey,
            String guideline,
            String orderHash,
            Orderer orderer,
            String token) {}

    void insert(StoreTransaction transaction, Row row) {
        transaction.insert(Insert.into("imaging_decision", List.of(row))
                .text("decision_id", Row::id)
                .bigint("issued", each -> each.issued().toEpochMilli())
                .text("result", Row::result)
                .text("scenario", Row::scenario)
                .text("procedure_key", Row::procedureKey)
                .text("guideline", Row::guideline)
                .text("order_hash", Row::orderHash)
                .text("organization", each -> each.orderer().organization())
                .text("practitioner", each -> each.orderer().practitioner())
                .text("token", Row::token));
    }

    Optional<Row> read(Connection connection, String id) throws SQLException {
        String sql = "select decision_id, issued, result, scenario, procedure_key, guideline, order_hash, organization,"
                + " practitioner, token from imaging_decision where decision_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(1),
                Instant.ofEpochMilli(rows.getLong(2)),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                new Orderer(rows.getString(8), rows.getString(9)),
                rows.getString(10));
    }
}
