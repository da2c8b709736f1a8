package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a transaction has yet to insert: up to a hundred resources with all their rows go in one message to the database. */
final class PendingWrites {
    private static final int RESOURCES_A_MESSAGE = 100;

    /** @param inserted the new resource; null where its row is in place already */
    private record Write(
            long resId, IndexRows rows, @Nullable StoredResource inserted) {
        Stream<Inserted> inserts() {
            return inserted == null ? Stream.empty() : Stream.of(new Inserted(resId, inserted));
        }

        Stream<Indexed<IndexRows.Text>> texts() {
            return rows.texts.stream().map(row -> new Indexed<>(resId, row));
        }

        Stream<Indexed<IndexRows.Range>> ranges() {
            return rows.ranges.stream().map(row -> new Indexed<>(resId, row));
        }

        Stream<Indexed<IndexRows.InElement<IndexRows.Text>>> elementTexts() {
            return rows.elementTexts().stream().map(row -> new Indexed<>(resId, row));
        }

        Stream<Indexed<IndexRows.InElement<IndexRows.Range>>> elementRanges() {
            return rows.elementRanges().stream().map(row -> new Indexed<>(resId, row));
        }
    }

    private record Inserted(long resId, StoredResource resource) {}

    private record Indexed<T>(long resId, T row) {}

    /** As in the index, where those that lie beside each other take half the time. */
    private static final Comparator<Indexed<IndexRows.Text>> BY_VALUE = Comparator.comparing(
                    (Indexed<IndexRows.Text> each) -> each.row().indexId())
            .thenComparing(each -> each.row().value());

    private static final Comparator<Indexed<IndexRows.Range>> BY_LOW = Comparator.comparing(
                    (Indexed<IndexRows.Range> each) -> each.row().indexId())
            .thenComparing(each -> each.row().low());

    private final List<Write> writes = new ArrayList<>();
    /** Of capabilities. */
    private final List<Insert<?>> others = new ArrayList<>();

    void insert(long resId, StoredResource stored, IndexRows rows) {
        writes.add(new Write(resId, rows, stored));
    }

    void index(long resId, IndexRows rows) {
        writes.add(new Write(resId, rows, null));
    }

    void insert(Insert<?> rows) {
        if (!rows.isEmpty()) {
            others.add(rows);
        }
    }

    void flush(Connection connection) throws SQLException {
        List<Insert<?>> last = sendAllButLast(connection);
        if (!last.isEmpty()) {
            send(connection, last, "");
        }
    }

    /** Sends the rows, and commits the transaction if there were any: the answer to one message says that all is well. */
    void commit(Connection connection) throws SQLException {
        List<Insert<?>> last = sendAllButLast(connection);
        if (!last.isEmpty()) {
            send(connection, last, "; commit");
        }
    }

    /** What is left is for one message. */
    private List<Insert<?>> sendAllButLast(Connection connection) throws SQLException {
        int from = 0;
        for (; writes.size() - from > RESOURCES_A_MESSAGE; from += RESOURCES_A_MESSAGE) {
            send(connection, inserts(writes.subList(from, from + RESOURCES_A_MESSAGE)), "");
        }
        List<Insert<?>> last = inserts(writes.subList(from, writes.size()));
        last.addAll(others);
        writes.clear();
        others.clear();
        return last;
    }

    private static void send(Connection connection, List<Insert<?>> inserts, String end) throws SQLException {
        String sql = inserts.stream().map(Insert::sql).collect(Collectors.joining("; ", "", end));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Insert<?> insert : inserts) {
                next = insert.bind(statement, next);
            }
            statement.execute();
        }
    }

    private static List<Insert<?>> inserts(List<Write> writes) {
        List<Insert<?>> inserts = new ArrayList<>(List.of(
                Insert.into(
                                "fhir_resource",
                                writes.stream().flatMap(Write::inserts).toList())
                        .integer("type_id", row -> NameIds.of(row.resource().type()))
                        .bigint("res_id", Inserted::resId)
                        .text("fhir_id", row -> row.resource().id())
                        .integer("version", row -> row.resource().version())
                        .bigint("updated", row -> row.resource().updated().toEpochMilli())
                        .truth("deleted", row -> false)
                        .bytes("body", row -> row.resource().json()),
                Insert.into(
                                "fhir_text",
                                writes.stream()
                                        .flatMap(Write::texts)
                                        .sorted(BY_VALUE)
                                        .toList())
                        .integer("param_id", each -> each.row().indexId())
                        .bigint("res_id", Indexed::resId)
                        .bigint("qualifier", each -> each.row().qualifier())
                        .text("term", each -> each.row().value())
                        .text("exact", each -> each.row().exact()),
                Insert.into(
                                "fhir_range",
                                writes.stream()
                                        .flatMap(Write::ranges)
                                        .sorted(BY_LOW)
                                        .toList())
                        .integer("param_id", each -> each.row().indexId())
                        .bigint("res_id", Indexed::resId)
                        .bigint("qualifier", each -> each.row().qualifier())
                        .real("low", each -> each.row().low())
                        .real("high", each -> each.row().high()),
                Insert.into(
                                "fhir_element_text",
                                writes.stream().flatMap(Write::elementTexts).toList())
                        .integer("param_id", each -> each.row().row().indexId())
                        .bigint("res_id", Indexed::resId)
                        .integer("element", each -> each.row().element())
                        .bigint("qualifier", each -> each.row().row().qualifier())
                        .text("term", each -> each.row().row().value())
                        .text("exact", each -> each.row().row().exact()),
                Insert.into(
                                "fhir_element_range",
                                writes.stream().flatMap(Write::elementRanges).toList())
                        .integer("param_id", each -> each.row().row().indexId())
                        .bigint("res_id", Indexed::resId)
                        .integer("element", each -> each.row().element())
                        .bigint("qualifier", each -> each.row().row().qualifier())
                        .real("low", each -> each.row().row().low())
                        .real("high", each -> each.row().row().high())));
        inserts.removeIf(Insert::isEmpty);
        return inserts;
    }
}
