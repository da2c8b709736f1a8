package org.painbridge.server.dispensing;

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
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/**
 * What was believed of dispenses, and when. What still is, is the row of {@code dispense}; {@code dispense_version} has what is
 * believed no more, {@code dispense_known} both ({@code V64__ended_versions.sql}).
 */
final class DispenseVersions {
    private static final String COLUMNS =
            "dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit,"
                    + " days_supply, handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances, recorded_at, voided_at";
    private static final String KNOWN =
            " and v.recorded_at <= ? and (v.voided_at is null or v.voided_at > ?) and v.handed_by >= ? and v.handed_on <= ?";

    /**
     * What was believed for a while.
     *
     * @param voided null where it still is
     */
    record Version(
            DispenseRow row, Instant recorded, @Nullable Instant voided) {}

    /** What was known at that moment of the patient's dispenses of these days; as {@link DispenseTable#ofPatient} of now. */
    List<DispenseRow> known(Connection connection, String patientId, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        long moment = at.toEpochMilli();
        String columns = "v." + COLUMNS.replace(", ", ", v.");
        Sql sql = new Sql()
                .add("select " + columns + " from dispense_known v where v.patient_id = ?" + KNOWN, patientId)
                .add("", moment, moment, from, to)
                .add(" union all select " + columns + " from patient_person self join patient_person other"
                        + " on other.person_id = self.person_id and other.patient_id <> self.patient_id"
                        + " join dispense_known v on v.patient_id = other.patient_id where self.patient_id = ?"
                        + KNOWN)
                .add("", patientId, moment, moment, from, to);
        return versions(connection, sql).stream()
                .map(Version::row)
                .map(row -> row.patient().equals(patientId) ? row : row.asLinked())
                .toList();
    }

    /** What was known at that moment of the dispenses that a prescriber stands behind, each for the patient whose it is. */
    List<DispenseRow> prescribed(Connection connection, String prescriber, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        long moment = at.toEpochMilli();
        Sql sql = new Sql()
                .add("select v." + COLUMNS.replace(", ", ", v."))
                .add(" from dispense_known v where v.prescriber = ?" + KNOWN, prescriber, moment, moment, from, to);
        return versions(connection, sql).stream().map(Version::row).toList();
    }

    /** Whether any dispense was ever known that the prescriber stands behind. */
    boolean hasPrescribed(Connection connection, String prescriber) throws SQLException {
        Sql sql = new Sql().add("select 1 from dispense_known where prescriber = ? limit 1", prescriber);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** By prescriber, what was known at that moment. */
    Map<String, Monitoring.Volume> prescribers(Connection connection, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        long moment = at.toEpochMilli();
        Sql sql = new Sql()
                .add("select v.prescriber, count(*), count(distinct v.patient_id) from dispense_known v")
                .add(" where v.prescriber is not null" + KNOWN, moment, moment, from, to)
                .add(" group by v.prescriber");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            Map<String, Monitoring.Volume> volumes = new HashMap<>();
            while (rows.next()) {
                volumes.put(rows.getString(1), new Monitoring.Volume(rows.getInt(2), rows.getInt(3)));
            }
            return volumes;
        }
    }

    /** The next patients of whom dispenses were ever known, in the order of their ids. */
    List<String> patientsAfter(Connection connection, String patientId, int most) throws SQLException {
        // Of either first: of both together all would be read, to find the few.
        String some = "select patient_id from (select distinct patient_id from %1$s where patient_id > ?"
                + " order by patient_id limit ?) of_%1$s";
        Sql sql = new Sql()
                .add(some.formatted("dispense"), patientId, most)
                .add(" union ")
                .add(some.formatted("dispense_version"), patientId, most)
                .add(" order by patient_id limit ?", most);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<String> patients = new ArrayList<>();
            while (rows.next()) {
                patients.add(rows.getString(1));
            }
            return patients;
        }
    }

    /** What was known at that moment of the dispenses of all patients between two ids, the second included. */
    List<DispenseRow> known(
            Connection connection, String after, String through, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        long moment = at.toEpochMilli();
        Sql sql = new Sql()
                .add("select v." + COLUMNS.replace(", ", ", v.") + " from dispense_known v")
                .add(" where v.patient_id > ? and v.patient_id <= ?", after, through)
                .add(KNOWN, moment, moment, from, to)
                .add(" order by v.patient_id");
        return versions(connection, sql).stream().map(Version::row).toList();
    }

    /** All of these dispenses, in the order they were learned of. */
    List<Version> of(Connection connection, Collection<String> dispenseIds) throws SQLException {
        return dispenseIds.isEmpty() ? List.of() : ordered(connection, "v.dispense_id", dispenseIds);
    }

    /** All of these patients, in the order they were learned of. */
    List<Version> ofPatients(Connection connection, Collection<String> patientIds) throws SQLException {
        return patientIds.isEmpty() ? List.of() : ordered(connection, "v.patient_id", patientIds);
    }

    private static List<Version> ordered(Connection connection, String column, Collection<String> ids)
            throws SQLException {
        Sql sql = new Sql()
                .add("select v." + COLUMNS.replace(", ", ", v.") + " from dispense_known v where " + column + " in ")
                .list(ids)
                .add(" order by v.recorded_at, v.dispense_id");
        return versions(connection, sql);
    }

    /** By dispense, when it stopped being believed, of those where that is after the transaction began. */
    Map<String, Instant> endsAfter(StoreTransaction transaction, Collection<String> dispenseIds) throws SQLException {
        Map<String, Instant> ends = new HashMap<>();
        if (dispenseIds.isEmpty()) {
            return ends;
        }
        Sql sql = new Sql()
                .add("select dispense_id, max(voided_at) from dispense_version where dispense_id in ")
                .list(dispenseIds)
                .add(
                        " and voided_at > ? group by dispense_id",
                        transaction.now().toEpochMilli());
        try (PreparedStatement statement = sql.prepare(transaction.connection());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ends.put(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2)));
            }
        }
        return ends;
    }

    /** Keeps what is believed no more. */
    void insert(StoreTransaction transaction, List<Version> ended) {
        transaction.insert(DispenseTable.columns(Insert.into("dispense_version", ended), Version::row)
                .bigint("recorded_at", version -> version.recorded().toEpochMilli())
                .bigint(
                        "voided_at",
                        version -> Objects.requireNonNull(version.voided()).toEpochMilli()));
    }

    /** Forgets what was believed of these, but for what still is. */
    void delete(Connection connection, Collection<String> dispenseIds) throws SQLException {
        delete(connection, "dispense_id", dispenseIds);
    }

    /** The same of these patients. */
    void deleteOfPatients(Connection connection, Collection<String> patientIds) throws SQLException {
        delete(connection, "patient_id", patientIds);
    }

    private static void delete(Connection connection, String column, Collection<String> ids) throws SQLException {
        Sql sql = new Sql()
                .add("delete from dispense_version where " + column + " in ")
                .list(ids);
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }

    private static List<Version> versions(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<Version> found = new ArrayList<>();
            while (rows.next()) {
                Long voided = rows.getObject(18, Long.class);
                found.add(new Version(
                        DispenseTable.row(rows),
                        Instant.ofEpochMilli(rows.getLong(17)),
                        voided == null ? null : Instant.ofEpochMilli(voided)));
            }
            return found;
        }
    }
}
