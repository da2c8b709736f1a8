package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.RuleKey;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code rule_budget}, and what is counted for it. */
final class BudgetTable {

    /**
     * How a rule stands.
     *
     * @param from the first day that counts
     * @param passiveSince null while it interrupts
     * @param restoredOn null where nobody ever had to let it
     */
    record Standing(
            RuleKey rule,
            Instant looked,
            LocalDate from,
            long dispenses,
            long findings,
            @Nullable Instant passiveSince,
            @Nullable LocalDate restoredOn) {
        /** In 1,000 dispenses. */
        long rate() {
            return dispenses == 0 ? 0 : findings * 1000 / dispenses;
        }
    }

    Map<RuleKey, Standing> read(Connection connection) throws SQLException {
        String sql =
                "select rule, version, looked, from_day, dispenses, findings, passive_since, restored_on from rule_budget";
        Map<RuleKey, Standing> all = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                RuleKey rule = new RuleKey(rows.getString(1), rows.getString(2));
                Long passive = rows.getObject(7, Long.class);
                all.put(
                        rule,
                        new Standing(
                                rule,
                                Instant.ofEpochMilli(rows.getLong(3)),
                                rows.getObject(4, LocalDate.class),
                                rows.getLong(5),
                                rows.getLong(6),
                                passive == null ? null : Instant.ofEpochMilli(passive),
                                rows.getObject(8, LocalDate.class)));
            }
        }
        return all;
    }

    void write(StoreTransaction transaction, Standing standing) throws SQLException {
        Sql delete = new Sql()
                .add("delete from rule_budget where rule = ?", standing.rule().id())
                .add(" and version = ?", standing.rule().version());
        try (PreparedStatement statement = delete.prepare(transaction.connection())) {
            statement.executeUpdate();
        }
        Instant passive = standing.passiveSince();
        transaction.insert(Insert.into("rule_budget", List.of(standing))
                .text("rule", each -> each.rule().id())
                .text("version", each -> each.rule().version())
                .bigint("looked", each -> each.looked().toEpochMilli())
                .day("from_day", Standing::from)
                .bigint("dispenses", Standing::dispenses)
                .bigint("findings", Standing::findings)
                .bigint("passive_since", each -> passive == null ? null : Long.valueOf(passive.toEpochMilli()))
                .day("restored_on", Standing::restoredOn));
    }

    record Count(long dispenses, long findings) {}

    /** The dispenses handed over in these days, and those of which the rule has a finding on record. */
    Count count(Connection connection, String rule, LocalDate from, LocalDate to) throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select count(*), coalesce(sum(case when findings like ? then 1 else 0 end), 0)",
                        "%" + rule + ":%")
                .add(" from dispense where handed_on >= ? and handed_on <= ?", from, to);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new Count(rows.getLong(1), rows.getLong(2));
        }
    }
}
