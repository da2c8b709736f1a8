package org.painbridge.server.dispensing;

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
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.server.dispensing.ProductCheckTable.Checked;
import org.painbridge.server.store.Sql;

/** The dispenses of all patients, page by page of patients in the order of their ids; a page is read in one statement. */
public final class PopulationPages {
    private static final String COLUMNS =
            "dispense_id, patient_id, din, monitored, prescriber, pharmacy, quantity, unit,"
                    + " days_supply, handed_on, handed_over_at, arrival, handed_by, unplaced, practice, circumstances";
    private static final String KNOWN = " and %1$s.recorded_at <= ? and (%1$s.voided_at is null or %1$s.voided_at > ?)";

    private static final String LINKED = " from patient_person self join patient_person other"
            + " on other.person_id = self.person_id and other.patient_id <> self.patient_id";
    private static final String OWN = " where self.patient_id > ? and self.patient_id <= ?";

    private final ProductCheckTable products = new ProductCheckTable();
    private final DispenseTable table = new DispenseTable();
    private final DispenseVersions versions = new DispenseVersions();

    /**
     * A patient whole.
     *
     * @param told by dispense and rule: what stands for the evidence of what is on record; see {@link #evidence}
     * @param isJudged whether no rule waits to be applied again to the dispenses
     */
    public record Patient(DispenseHistory history, Map<DispenseId, Map<String, String>> told, boolean isJudged) {}

    /** @param last id of the last patient; the next page comes after it */
    public record Page(String last, List<Patient> patients) {}

    /** What stands for the evidence of a finding: the same if it is the same rule, says as much, and counts the same. */
    public static String evidence(FoundRow found, List<DispenseId> counted) {
        return FindingNote.evidence(found.rule(), found.severity(), counted);
    }

    /** Whether the findings on record are by other products or rules than those, or some still may be. */
    public boolean isBeingJudgedAnew(Connection connection, String fingerprint) throws SQLException {
        Optional<Checked> checked = products.read(connection);
        return checked.isEmpty()
                || !checked.get().products().equals(fingerprint)
                || checked.get().patient().isPresent();
    }

    /**
     * The next patients with dispenses.
     *
     * @param at as it was known then, without what is on record; empty for now
     * @return empty if there are none left
     */
    public Optional<Page> after(Connection connection, String patient, int most, Optional<Instant> at)
            throws SQLException {
        List<String> next = at.isPresent()
                ? versions.patientsAfter(connection, patient, most)
                : table.patientsAfter(connection, patient, most);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        String last = next.getLast();
        Sql sql = at.isPresent() ? known(patient, last, at.get().toEpochMilli()) : now(patient, last);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return Optional.of(new Page(last, patients(rows)));
        }
    }

    private static Sql now(String after, String last) {
        return new Sql()
                .add(
                        "select " + of("d") + ", d.findings, d.patient_id, r.patient_id from dispense d"
                                + " left join dispense_recheck r on r.patient_id = d.patient_id"
                                + " where d.patient_id > ? and d.patient_id <= ?",
                        after,
                        last)
                .add(
                        " union all select " + of("d") + ", '', self.patient_id, null" + LINKED
                                + " join dispense d on d.patient_id = other.patient_id" + OWN,
                        after,
                        last);
    }

    private static Sql known(String after, String last, long moment) {
        return new Sql()
                .add(
                        "select " + of("v") + ", '', v.patient_id, null from dispense_known v"
                                + " where v.patient_id > ? and v.patient_id <= ?" + KNOWN.formatted("v"),
                        after,
                        last)
                .add("", moment, moment)
                .add(
                        " union all select " + of("v") + ", '', self.patient_id, null" + LINKED
                                + " join dispense_known v on v.patient_id = other.patient_id" + OWN
                                + KNOWN.formatted("v"),
                        after,
                        last)
                .add("", moment, moment);
    }

    private static String of(String alias) {
        return alias + "." + COLUMNS.replace(", ", ", " + alias + ".");
    }

    private static List<Patient> patients(ResultSet rows) throws SQLException {
        Map<String, Read> all = new LinkedHashMap<>();
        while (rows.next()) {
            String patient = rows.getString(18);
            Read read = all.computeIfAbsent(patient, none -> new Read());
            DispenseRow row = DispenseTable.row(rows);
            boolean isOwn = row.patient().equals(patient);
            read.rows.add(isOwn ? row : row.asLinked());
            if (isOwn) {
                read.told.put(
                        new DispenseId(row.id()),
                        FindingNote.parse(rows.getString(17)).findings());
            }
            read.isJudged &= rows.getString(19) == null;
        }
        List<Patient> patients = new ArrayList<>();
        all.forEach((patient, read) -> {
            if (!read.told.isEmpty()) {
                DispenseHistory history = DispenseHistory.ofRows(new PatientRef(patient), read.rows);
                patients.add(new Patient(history, read.told, read.isJudged));
            }
        });
        return patients;
    }

    private static final class Read {
        private final List<DispenseRow> rows = new ArrayList<>();
        private final Map<DispenseId, Map<String, String>> told = new LinkedHashMap<>();
        private boolean isJudged = true;
    }
}
