package org.painbridge.server.dispensing.disclosure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.disclosure.Disclosure.Decision;
import org.painbridge.server.dispensing.disclosure.Disclosure.State;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** The tables {@code disclosure} and {@code disclosure_file}. */
final class DisclosureTable {
    private static final String QUERY = "select disclosure_id, state, requested, requester_client, requester_person,"
            + " recipient, basis, purpose, case_reference, subject_key, patient_id, from_day, to_day, as_of, fields,"
            + " expires, decided, decider_client, decider_person, reason, downloads, changed, language from disclosure";

    void insert(StoreTransaction transaction, Disclosure fresh) {
        Asked asked = fresh.asked();
        transaction.insert(Insert.into("disclosure", List.of(fresh))
                .text("disclosure_id", Disclosure::id)
                .text("state", each -> name(each.state()))
                .bigint("requested", each -> each.requested().toEpochMilli())
                .text("requester_client", each -> each.requester().client())
                .text("requester_person", each -> each.requester().person())
                .text("recipient", each -> asked.recipient())
                .text("basis", each -> asked.basis())
                .text("purpose", each -> asked.purpose())
                .text("case_reference", each -> asked.caseReference())
                .text("subject_key", each -> asked.subject().key())
                .text("patient_id", each -> asked.subject().patientId())
                .day("from_day", each -> asked.from())
                .day("to_day", each -> asked.to())
                .bigint("as_of", each -> asked.at().toEpochMilli())
                .text("fields", each -> asked.fields().stream().map(Field::code).collect(Collectors.joining(" ")))
                .text("language", each -> asked.language().code())
                .bigint("expires", each -> each.expires().toEpochMilli())
                .integer("downloads", each -> 0));
    }

    Optional<Disclosure> read(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement =
                        new Sql().add(QUERY + " where disclosure_id = ?", id).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(disclosure(rows)) : Optional.empty();
        }
    }

    /** Those of a state whose time is not over, the oldest first. */
    List<Disclosure> current(Connection connection, State state, Instant now) throws SQLException {
        Sql sql = new Sql()
                .add(QUERY + " where state = ? and expires > ?", name(state), now.toEpochMilli())
                .add(" order by requested, disclosure_id");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<Disclosure> found = new ArrayList<>();
            while (rows.next()) {
                found.add(disclosure(rows));
            }
            return found;
        }
    }

    void release(StoreTransaction transaction, String id, Decision decision, Instant expires, Map<String, byte[]> files)
            throws SQLException {
        decide(transaction, id, State.RELEASED, decision, expires);
        transaction.insert(Insert.into("disclosure_file", List.copyOf(files.entrySet()))
                .text("disclosure_id", each -> id)
                .text("file_name", Map.Entry::getKey)
                .bytes("content", Map.Entry::getValue));
    }

    void reject(StoreTransaction transaction, Disclosure disclosure, Decision decision) throws SQLException {
        decide(transaction, disclosure.id(), State.REJECTED, decision, disclosure.expires());
    }

    private static void decide(StoreTransaction transaction, String id, State state, Decision decision, Instant expires)
            throws SQLException {
        update(
                transaction.connection(),
                new Sql()
                        .add(
                                "update disclosure set state = ?, decided = ?",
                                name(state),
                                decision.at().toEpochMilli())
                        .add(
                                ", decider_client = ?, decider_person = ?",
                                decision.by().client(),
                                decision.by().person())
                        .add(", reason = ?, expires = ?", decision.reason(), expires.toEpochMilli())
                        .add(" where disclosure_id = ?", id));
    }

    /** One more file of it was fetched. */
    void fetched(Connection connection, String id) throws SQLException {
        update(
                connection,
                new Sql().add("update disclosure set downloads = downloads + 1 where disclosure_id = ?", id));
    }

    /** Whether that was not known before. */
    boolean changed(StoreTransaction transaction, String id) throws SQLException {
        Sql sql = new Sql()
                .add("update disclosure set changed = ?", transaction.now().toEpochMilli())
                .add(" where disclosure_id = ? and changed is null", id);
        return update(transaction.connection(), sql) > 0;
    }

    Map<String, byte[]> files(Connection connection, String id) throws SQLException {
        Sql sql = new Sql().add("select file_name, content from disclosure_file where disclosure_id = ?", id);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            Map<String, byte[]> files = new TreeMap<>();
            while (rows.next()) {
                files.put(rows.getString(1), rows.getBytes(2));
            }
            return files;
        }
    }

    /** Takes away the packages whose time is over. */
    void sweep(StoreTransaction transaction) throws SQLException {
        update(
                transaction.connection(),
                new Sql()
                        .add("delete from disclosure_file where disclosure_id in")
                        .add(
                                " (select disclosure_id from disclosure where expires <= ?)",
                                transaction.now().toEpochMilli()));
    }

    private static int update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private static Disclosure disclosure(ResultSet rows) throws SQLException {
        Asked asked = new Asked(
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                new Subject(rows.getString(10), rows.getString(11)),
                rows.getObject(12, LocalDate.class),
                rows.getObject(13, LocalDate.class),
                Instant.ofEpochMilli(rows.getLong(14)),
                Arrays.stream(rows.getString(15).split(" "))
                        .flatMap(code -> Field.of(code).stream())
                        .toList(),
                SummaryLanguage.of(rows.getString(23)).orElseThrow());
        return new Disclosure(
                rows.getString(1),
                State.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(rows.getLong(3)),
                new Party(rows.getString(4), rows.getString(5)),
                asked,
                Instant.ofEpochMilli(rows.getLong(16)),
                decision(rows),
                rows.getInt(21),
                moment(rows, 22));
    }

    private static @Nullable Decision decision(ResultSet rows) throws SQLException {
        Instant decided = moment(rows, 17);
        return decided == null
                ? null
                : new Decision(decided, new Party(rows.getString(18), rows.getString(19)), rows.getString(20));
    }

    private static @Nullable Instant moment(ResultSet rows, int column) throws SQLException {
        Long millis = rows.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
