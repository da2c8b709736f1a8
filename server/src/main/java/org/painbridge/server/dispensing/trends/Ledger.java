package org.painbridge.server.dispensing.trends;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.dispensing.trends.Tally;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** Every table that was given out; {@code V42__trends.sql}. */
final class Ledger {
    private static final String ENTRIES =
            "select release_id, request, edition, first_quarter, last_quarter, as_of, released_at from trend_release";

    /**
     * A table that was given out.
     *
     * @param request as {@link TrendRequest#text}, with what else it depends on
     * @param asOf by what was known then
     */
    record Entry(String id, String request, int edition, Quarters period, Instant asOf, Instant releasedAt) {}

    private record Row(String release, String indicator, Earlier cell) {}

    /** The latest edition. */
    Optional<Entry> find(Connection connection, String request) throws SQLException {
        return entries(connection, new Sql().add(ENTRIES + " where request = ? order by edition desc limit 1", request))
                .stream()
                .findFirst();
    }

    Optional<Entry> read(Connection connection, String id) throws SQLException {
        return entries(connection, new Sql().add(ENTRIES + " where release_id = ?", id)).stream()
                .findFirst();
    }

    /** All over any of these quarters, the latest last. */
    List<Entry> overlapping(Connection connection, Quarters period) throws SQLException {
        return entries(
                connection,
                new Sql()
                        .add(ENTRIES + " where first_quarter <= ? and last_quarter >= ?", period.last(), period.first())
                        .add(" order by released_at, release_id"));
    }

    /** The cells of these, by indicator, in the order of the releases. */
    Map<String, List<Earlier>> cells(Connection connection, List<Entry> entries) throws SQLException {
        Map<String, List<Earlier>> cells = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Sql sql = new Sql()
                    .add(
                            "select indicator, cell, amount, people, withheld from trend_cell where release_id = ?",
                            entry.id())
                    .add(" order by indicator, cell");
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    cells.computeIfAbsent(rows.getString(1), each -> new ArrayList<>())
                            .add(new Earlier(
                                    Cell.parse(rows.getString(2)),
                                    new Tally(rows.getLong(3), rows.getLong(4)),
                                    rows.getBoolean(5)));
                }
            }
        }
        return cells;
    }

    void insert(StoreTransaction transaction, Entry entry, Map<String, List<Earlier>> cells) {
        transaction.insert(Insert.into("trend_release", List.of(entry))
                .text("release_id", Entry::id)
                .text("request", Entry::request)
                .integer("edition", Entry::edition)
                .integer("first_quarter", each -> each.period().first())
                .integer("last_quarter", each -> each.period().last())
                .bigint("as_of", each -> each.asOf().toEpochMilli())
                .bigint("released_at", each -> each.releasedAt().toEpochMilli()));
        List<Row> rows = new ArrayList<>();
        cells.forEach((indicator, all) -> all.forEach(cell -> rows.add(new Row(entry.id(), indicator, cell))));
        if (!rows.isEmpty()) {
            transaction.insert(Insert.into("trend_cell", rows)
                    .text("release_id", Row::release)
                    .text("indicator", Row::indicator)
                    .text("cell", row -> row.cell().cell().text())
                    .bigint("amount", row -> row.cell().tally().value())
                    .bigint("people", row -> row.cell().tally().people())
                    .truth("withheld", row -> row.cell().withheld()));
        }
    }

    private static List<Entry> entries(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getInt(3),
                        new Quarters(rows.getInt(4), rows.getInt(5)),
                        Instant.ofEpochMilli(rows.getLong(6)),
                        Instant.ofEpochMilli(rows.getLong(7))));
            }
            return entries;
        }
    }
}
