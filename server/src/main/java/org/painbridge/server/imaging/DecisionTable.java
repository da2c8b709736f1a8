package org.painbridge.server.imaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_decision}. */
final class DecisionTable {

    /**
     * A decision.
     *
     * @param result category, or why there is none
     * @param scenario that made it; null without a rating
     * @param procedureKey of the order; null where it could not be read
     * @param guideline canonical and version
     * @param token null where the decision was told to nobody
     */
    record Row(
            String id,
            Instant issued,
            String result,
            @Nullable String scenario,
            @Nullable String procedureKey,
            String guideline,
            @Nullable String orderHash,
            Orderer orderer,
            @Nullable String token,
            Origin origin) {}

    void insert(StoreTransaction transaction, List<Row> rows) {
        transaction.insert(Insert.into("imaging_decision", rows)
                .text("decision_id", Row::id)
                .bigint("issued", each -> each.issued().toEpochMilli())
                .text("result", Row::result)
                .text("scenario", Row::scenario)
                .text("procedure_key", Row::procedureKey)
                .text("guideline", Row::guideline)
                .text("order_hash", Row::orderHash)
                .text("organization", each -> each.orderer().organization())
                .text("practitioner", each -> each.orderer().practitioner())
                .text("token", Row::token)
                .text("client", each -> each.origin().client())
                .text("hook", each -> each.origin().hook())
                .text("indicator", each -> each.origin().indicator())
                .text("mode", each -> each.origin().mode()));
    }

    /** Of these ids, those that are there. */
    Set<String> present(Connection connection, Collection<String> ids) throws SQLException {
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        String sql = "select decision_id from imaging_decision where decision_id in (" + places + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (String id : ids) {
                statement.setString(next++, id);
            }
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> present = new HashSet<>();
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
                return present;
            }
        }
    }

    /** The token that a decision was given; empty for one without, or none. */
    Optional<String> token(Connection connection, String id) throws SQLException {
        String sql = "select token from imaging_decision where decision_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
