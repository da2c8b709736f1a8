package org.painbridge.server.dispensing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.Questions.Answer;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;

/** The projection of dispenses, {@code V3__dispensing.sql} and later. */
final class DispenseTable {
    private static final int LONGEST_TEXT = 400; // V3__dispensing.sql.

    private static final String COLUMNS =
            "dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit,"
                    + " days_supply, handed_on, handed_over_at, arrival, handed_by, unplaced, practice,"
                    + " circumstances, findings, recorded_at";

    /** The second part begins at the links, which mostly are none: so it costs one look into an index. */
    private static final String OF_PATIENT = "select " + COLUMNS
            + " from dispense where patient_id = ? and handed_by >= ? and handed_on <= ?"
            + " union all select d." + COLUMNS.replace(", ", ", d.") + " from patient_person self"
            + " join patient_person other on other.person_id = self.person_id and other.patient_id <> self.patient_id"
            + " join dispense d on d.patient_id = other.patient_id"
            + " where self.patient_id = ? and d.handed_by >= ? and d.handed_on <= ?";

    /** With the patient who was asked for behind the columns; H2 gives no name back that came in an array. */
    /** No dispense is before it, and PostgreSQL reads no year before it. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

    private static final String OF_PATIENTS = ofPatients("d.patient_id", "", "asked.patient")
            + " union all "
            + ofPatients(
                    "self.patient_id",
                    " join patient_person self on self.patient_id = asked.patient join patient_person other"
                            + " on other.person_id = self.person_id and other.patient_id <> self.patient_id",
                    "other.patient_id");

    private static String ofPatients(String asked, String links, String whose) {
        return "select d." + COLUMNS.replace(", ", ", d.") + ", " + asked
                + " from unnest(?, ?) as asked (patient, since)" + links + " join dispense d on d.patient_id = " + whose
                + " and d.handed_by >= cast(asked.since as date)";
    }

    /**
     * A dispense as it reads now.
     *
     * @param findings what the rules said of it, see {@link FindingNote}
     * @param recorded when the server learned that it reads so
     */
    record Entry(DispenseRow row, String findings, Instant recorded) {
        /** As it is seen from another record of the person. */
        Entry linked() {
            return new Entry(row.asLinked(), "", recorded);
        }
    }

    Optional<Entry> find(Connection connection, String dispenseId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + COLUMNS + " from dispense where dispense_id = ?")) {
            statement.setString(1, dispenseId);
            return entries(statement).stream().findFirst();
        }
    }

    List<Entry> find(Connection connection, Collection<String> dispenseIds) throws SQLException {
        Sql sql = new Sql()
                .add("select " + COLUMNS + " from dispense where dispense_id in ")
                .list(dispenseIds);
        try (PreparedStatement statement = sql.prepare(connection)) {
            return entries(statement);
        }
    }

    /**
     * The patient's dispenses that lie, or may lie, in these days, both ends included; and those of linked records, which
     * come without a place and without findings.
     */
    List<Entry> ofPatient(Connection connection, String patientId, LocalDate from, LocalDate to) throws SQLException {
        // Else PostgreSQL would plan it anew each time, which takes four times as long as to answer it.
        try (PreparedStatement statement =
                        ofPatient(patientId, from, to).byKeptPlan(connection).prepare(connection);
                ResultSet rows = Sql.rows(statement)) {
            return ofPatient(patientId, rows);
        }
    }

    /** The same, with other questions. */
    static Answer<List<Entry>> ofPatient(Questions questions, String patientId, LocalDate from, LocalDate to) {
        return questions.ask(ofPatient(patientId, from, to), rows -> ofPatient(patientId, rows));
    }

    /**
     * The same of several patients at once, by patient: each from a day of its own on, to the end.
     *
     * @param from the first day by patient
     */
    static Answer<Map<String, List<Entry>>> ofPatients(Questions questions, Map<String, LocalDate> from) {
        String[] patients = from.keySet().toArray(String[]::new);
        String[] days = from.values().stream()
                .map(day -> day.isBefore(FIRST_DAY) ? FIRST_DAY : day)
                .map(LocalDate::toString)
                .toArray(String[]::new);
        Sql sql = new Sql().add(OF_PATIENTS, patients, days, patients, days);
        return questions.ask(sql, DispenseTable::ofPatients);
    }

    private static Map<String, List<Entry>> ofPatients(ResultSet rows) throws SQLException {
        Map<String, List<Entry>> byPatient = new HashMap<>();
        while (rows.next()) {
            String patient = rows.getString(19);
            Entry entry = entry(rows);
            byPatient
                    .computeIfAbsent(patient, none -> new ArrayList<>())
                    .add(entry.row().patient().equals(patient) ? entry : entry.linked());
        }
        return byPatient;
    }

    private static Sql ofPatient(String patientId, LocalDate from, LocalDate to) {
        return new Sql().add(OF_PATIENT, patientId, from, to, patientId, from, to);
    }

    private static List<Entry> ofPatient(String patientId, ResultSet rows) throws SQLException {
        return entries(rows).stream()
                .map(entry -> entry.row().patient().equals(patientId) ? entry : entry.linked())
                .toList();
    }

    /** The latest of the patient's dispenses for which the rule is open. */
    Optional<Entry> latestOpen(StoreTransaction transaction, String patientId, String rule) throws SQLException {
        transaction.flush();
        try (PreparedStatement statement = transaction
                .connection()
                .prepareStatement("select " + COLUMNS
                        + " from dispense where patient_id = ? and findings like ?"
                        + " order by handed_by desc, arrival desc, dispense_id desc limit 1")) {
            statement.setString(1, patientId);
            statement.setString(2, FindingNote.likeOpen(rule));
            return entries(statement).stream().findFirst();
        }
    }

    /** The next patients with dispenses, in the order of their ids. */
    List<String> patientsAfter(Connection connection, String patientId, int most) throws SQLException {
        String sql = "select distinct patient_id from dispense where patient_id > ? order by patient_id limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, patientId);
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> patients = new ArrayList<>();
                while (rows.next()) {
                    patients.add(rows.getString(1));
                }
                return patients;
            }
        }
    }

    void delete(Connection connection, Collection<String> dispenseIds) throws SQLException {
        if (dispenseIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from dispense where dispense_id = ?")) {
            for (String id : dispenseIds) {
                statement.setString(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void insert(StoreTransaction transaction, List<Entry> entries) {
        transaction.insert(columns(Insert.into("dispense", entries), Entry::row)
                .text("findings", Entry::findings)
                .bigint("recorded_at", entry -> entry.recorded().toEpochMilli()));
    }

    /** The server learned at these times what the dispenses read now. */
    void recorded(Connection connection, Map<String, Instant> times) throws SQLException {
        if (times.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("update dispense set recorded_at = ? where dispense_id = ?")) {
            for (Map.Entry<String, Instant> each : times.entrySet()) {
                statement.setLong(1, each.getValue().toEpochMilli());
                statement.setString(2, each.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The columns that hold a dispense, here and where else they are kept. */
    static <T> Insert<T> columns(Insert<T> rows, Function<T, DispenseRow> dispense) {
        return rows.text("dispense_id", each -> dispense.apply(each).id())
                .text("patient_id", each -> dispense.apply(each).patient())
                .text("din", each -> dispense.apply(each).din())
                .truth("monitored", each -> dispense.apply(each).monitored())
                .text("prescriber", each -> fitting(dispense.apply(each).prescriber(), "authorizingPrescription"))
                .text("pharmacy", each -> fitting(dispense.apply(each).pharmacy(), "performer"))
                .text("quantity", each -> Objects.toString(dispense.apply(each).quantity(), null))
                .text("unit", each -> fitting(dispense.apply(each).unit(), "quantity"))
                .integer("days_supply", each -> dispense.apply(each).daysSupply())
                .day("handed_on", each -> dispense.apply(each).day())
                .bigint("handed_over_at", each -> millis(dispense.apply(each).handedOverAt()))
                .bigint("arrival", each -> dispense.apply(each).arrival())
                .day("handed_by", each -> dispense.apply(each).lastDay())
                .text("unplaced", each -> dispense.apply(each).unplaced())
                .text("practice", each -> fitting(dispense.apply(each).practice(), "authorizingPrescription"))
                .text("circumstances", each -> dispense.apply(each).circumstances());
    }

    /** @param element of the dispense, for the refusal of what does not fit */
    private static @Nullable String fitting(@Nullable String value, String element) {
        if (value != null && value.length() > LONGEST_TEXT) {
            throw new StoreProblem.Invalid(
                    ErrorCode.VALUE_TOO_LONG,
                    "MedicationDispense." + element,
                    "The code, identifier or unit under " + element + " has " + value.length()
                            + " characters; the rules take at most " + LONGEST_TEXT + ": shorten it");
        }
        return value;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    private static List<Entry> entries(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return entries(rows);
        }
    }

    private static List<Entry> entries(ResultSet rows) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(entry(rows));
        }
        return entries;
    }

    private static Entry entry(ResultSet rows) throws SQLException {
        return new Entry(row(rows), rows.getString(17), Instant.ofEpochMilli(rows.getLong(18)));
    }

    /** @param rows of the columns of {@link #columns}, in their order, before others */
    static DispenseRow row(ResultSet rows) throws SQLException {
        String quantity = rows.getString(7);
        Long at = rows.getObject(11, Long.class);
        return new DispenseRow(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getObject(4, Boolean.class),
                rows.getString(5),
                rows.getString(6),
                quantity == null ? null : new BigDecimal(quantity),
                rows.getString(8),
                rows.getObject(9, Integer.class),
                rows.getObject(10, LocalDate.class),
                at == null ? null : Instant.ofEpochMilli(at),
                rows.getLong(12),
                rows.getObject(13, LocalDate.class),
                rows.getString(14),
                rows.getString(15),
                rows.getString(16));
    }
}
