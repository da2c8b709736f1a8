package org.painbridge.server.dispensing.nms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.Questions.Answer;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** What was submitted, by the numbers of the pharmacies; {@code V30__nms.sql}. */
final class SubmissionTable {
    private static final String QUERY = "select pharmacy, prescription, transaction_no, content_hash, dispense_id,"
            + " patient_id, dispensed_on, received, reversed, reversal_hash, reversal_version from nms_submission where ";

    /** @param pharmacy key: {@code system|value} */
    record Prescription(String pharmacy, String number) {}

    record Key(Prescription prescription, String transaction) {}

    /**
     * How it was taken back.
     *
     * @param hash of what was said; null for what an earlier build took back
     * @param version of the dispense that says so
     */
    record Reversal(Instant at, @Nullable String hash, int version) {
        boolean says(String other) {
            return other.equals(hash);
        }
    }

    record Row(
            Key key,
            String contentHash,
            String dispenseId,
            String patientId,
            LocalDate dispensedOn,
            Instant received,
            @Nullable Reversal reversed) {}

    /** All submissions of these prescriptions, in order of arrival. */
    Answer<List<Row>> ofPrescriptions(Questions questions, Collection<Prescription> prescriptions) {
        Sql sql = new Sql()
                .add(QUERY + "pharmacy = any(?)", (Object) distinct(prescriptions, Prescription::pharmacy))
                .add(" and prescription = any(?)", (Object) distinct(prescriptions, Prescription::number))
                .add(" order by received, transaction_no");
        return questions.ask(
                sql,
                found -> rows(found).stream()
                        .filter(row -> prescriptions.contains(row.key().prescription()))
                        .toList());
    }

    private static String[] distinct(Collection<Prescription> prescriptions, Function<Prescription, String> part) {
        return prescriptions.stream().map(part).distinct().toArray(String[]::new);
    }

    Optional<Row> ofDispense(Connection connection, String dispenseId) throws SQLException {
        return rows(connection, new Sql().add(QUERY + "dispense_id = ?", dispenseId)).stream()
                .findFirst();
    }

    void insert(StoreTransaction transaction, List<Row> rows) {
        transaction.insert(Insert.into("nms_submission", rows)
                .text("pharmacy", row -> row.key().prescription().pharmacy())
                .text("prescription", row -> row.key().prescription().number())
                .text("transaction_no", row -> row.key().transaction())
                .text("content_hash", Row::contentHash)
                .text("dispense_id", Row::dispenseId)
                .text("patient_id", Row::patientId)
                .day("dispensed_on", Row::dispensedOn)
                .bigint("received", row -> row.received().toEpochMilli()));
    }

    void reverse(StoreTransaction transaction, Key key, Reversal reversal) throws SQLException {
        String sql = "update nms_submission set reversed = ?, reversal_hash = ?, reversal_version = ?"
                + " where pharmacy = ? and prescription = ? and transaction_no = ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setLong(1, reversal.at().toEpochMilli());
            statement.setString(2, reversal.hash());
            statement.setInt(3, reversal.version());
            statement.setString(4, key.prescription().pharmacy());
            statement.setString(5, key.prescription().number());
            statement.setString(6, key.transaction());
            statement.executeUpdate();
        }
    }

    /** Somebody put right whom or when it is about. */
    void correct(StoreTransaction transaction, Key key, String patientId, LocalDate day) throws SQLException {
        String sql = "update nms_submission set patient_id = ?, dispensed_on = ?"
                + " where pharmacy = ? and prescription = ? and transaction_no = ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setString(1, patientId);
            statement.setObject(2, day);
            statement.setString(3, key.prescription().pharmacy());
            statement.setString(4, key.prescription().number());
            statement.setString(5, key.transaction());
            statement.executeUpdate();
        }
    }

    private static List<Row> rows(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows(rows);
        }
    }

    private static List<Row> rows(ResultSet rows) throws SQLException {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
            found.add(row(rows));
        }
        return found;
    }

    private static Row row(ResultSet rows) throws SQLException {
        Long reversed = rows.getObject(9, Long.class);
        return new Row(
                new Key(new Prescription(rows.getString(1), rows.getString(2)), rows.getString(3)),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getObject(7, LocalDate.class),
                Instant.ofEpochMilli(rows.getLong(8)),
                reversed == null
                        ? null
                        : new Reversal(Instant.ofEpochMilli(reversed), rows.getString(10), rows.getInt(11)));
    }
}
