package org.painbridge.server.dispensing.trends;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** The figures of all practices; {@code V43__practices.sql}. */
final class PracticeTable {
    private static final String OF_PERIOD = " where first_quarter = ? and last_quarter = ?";

    private record Row(Quarters period, String prescriber, String measure, long people) {}

    /** When the figures of the period were counted; empty if they never were. */
    Optional<Instant> made(Connection connection, Quarters period) throws SQLException {
        Sql sql = new Sql().add("select made from practice_run" + OF_PERIOD, period.first(), period.last());
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong(1))) : Optional.empty();
        }
    }

    /** People by prescriber and measure, of some prescribers; who has none is not in it. */
    Map<String, Map<String, Long>> people(Connection connection, Quarters period, List<String> prescribers)
            throws SQLException {
        Map<String, Map<String, Long>> people = new TreeMap<>();
        Sql sql = new Sql()
                .add(
                        "select prescriber, measure, people from practice_count" + OF_PERIOD,
                        period.first(),
                        period.last())
                .add(" and prescriber = any(?)", (Object) prescribers.toArray(String[]::new));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                people.computeIfAbsent(rows.getString(1), each -> new TreeMap<>())
                        .put(rows.getString(2), rows.getLong(3));
            }
        }
        return people;
    }

    void replace(StoreTransaction transaction, Quarters period, Map<String, Map<String, Long>> people)
            throws SQLException {
        for (String table : List.of("practice_run", "practice_count")) {
            Sql sql = new Sql().add("delete from " + table + OF_PERIOD, period.first(), period.last());
            try (PreparedStatement statement = sql.prepare(transaction.connection())) {
                statement.executeUpdate();
            }
        }
        long now = transaction.now().toEpochMilli();
        transaction.insert(Insert.into("practice_run", List.of(period))
                .integer("first_quarter", Quarters::first)
                .integer("last_quarter", Quarters::last)
                .bigint("made", each -> now));
        List<Row> rows = new ArrayList<>();
        people.forEach((prescriber, measures) ->
                measures.forEach((measure, number) -> rows.add(new Row(period, prescriber, measure, number))));
        if (!rows.isEmpty()) {
            transaction.insert(Insert.into("practice_count", rows)
                    .integer("first_quarter", row -> row.period().first())
                    .integer("last_quarter", row -> row.period().last())
                    .text("prescriber", Row::prescriber)
                    .text("measure", Row::measure)
                    .bigint("people", Row::people));
        }
    }
}
