package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.NotRaised;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** What the other parts of the capability ask of monitoring. */
public final class Monitoring {
    private final DispenseMonitor monitor;
    private final DispenseTable table;
    private final DispenseVersions versions;

    Monitoring(DispenseMonitor monitor, DispenseTable table, DispenseVersions versions) {
        this.versions = versions;
        this.monitor = monitor;
        this.table = table;
    }

    /**
     * What the rules say of a dispense that this transaction has written, and of later ones that count it. For one that is taken back: monitoring comes again
     * with the commit.
     */
    public List<DetectedIssue> find(StoreTransaction transaction, String dispenseId) throws SQLException {
        List<Change> written = List.copyOf(transaction.changes());
        monitor.beforeCommit(transaction, written);
        Map<String, DetectedIssue> issues = new LinkedHashMap<>();
        List<Change> all = transaction.changes();
        for (Change change : all.subList(written.size(), all.size())) {
            if (change.resource() instanceof DetectedIssue issue) {
                issues.put(change.stored().id(), issue);
            }
        }
        String dispense = "MedicationDispense/" + dispenseId;
        return issues.values().stream()
                .filter(issue -> issue.getStatus() != DetectedIssueStatus.CANCELLED)
                .filter(issue -> names(issue, dispense))
                .toList();
    }

    private static boolean names(DetectedIssue issue, String dispense) {
        return Stream.concat(
                        issue.getImplicated().stream(),
                        issue.getStatus() == DetectedIssueStatus.FINAL
                                ? issue.getEvidence().stream().flatMap(each -> each.getDetail().stream())
                                : Stream.of())
                .anyMatch(each -> dispense.equals(each.getReference()));
    }

    /** Filled until the commit with what the rules say of the dispenses that the transaction writes. Ask before it ends. */
    public Heard hear(StoreTransaction transaction) {
        return monitor.check().hearing().of(transaction);
    }

    /** What keeps rules from being told of a dispense that the transaction has written, once it was {@link #find found}. */
    public List<NotRaised> notRaised(StoreTransaction transaction, String dispenseId) throws SQLException {
        return monitor.check().hearing().notRaised(transaction, dispenseId);
    }

    /** What the rules say now of dispenses that are stored. */
    public Heard hear(StoreTransaction transaction, Collection<String> dispenses) throws SQLException {
        return monitor.check().hearing().again(transaction, dispenses);
    }

    /**
     * The patient's dispenses that lie, or may lie, in these days, both ends included; those of linked records, too.
     *
     * @param at as it was known then; null for now
     */
    public List<DispenseRow> dispenses(
            Connection connection, String patientId, LocalDate from, LocalDate to, @Nullable Instant at)
            throws SQLException {
        return at == null
                ? table.ofPatient(connection, patientId, from, to).stream()
                        .map(DispenseTable.Entry::row)
                        .toList()
                : versions.known(connection, patientId, from, to, at);
    }

    /**
     * How much was dispensed on prescriptions of somebody.
     *
     * @param patients how many people had them
     */
    public record Volume(int dispenses, int patients) {}

    /** What was known at that moment of the dispenses on prescriptions of one prescriber that lie, or may lie, in these days. */
    public List<DispenseRow> prescribed(
            Connection connection, String prescriber, LocalDate from, LocalDate to, Instant at) throws SQLException {
        return versions.prescribed(connection, prescriber, from, to, at);
    }

    /** Whether a dispense on a prescription of that prescriber was ever known. */
    public boolean hasPrescribed(Connection connection, String prescriber) throws SQLException {
        return versions.hasPrescribed(connection, prescriber);
    }

    /** Of all prescribers, what was known at that moment of these days. */
    public Map<String, Volume> prescribers(Connection connection, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        return versions.prescribers(connection, from, to, at);
    }

    /**
     * Some patients of the population, and their dispenses.
     *
     * @param patients in the order of their ids; none where there are no more
     * @param rows in the order of the patients
     */
    public record PopulationPage(List<String> patients, List<DispenseRow> rows) {}

    /**
     * The dispenses of all patients that lie, or may lie, in these days, both ends included, as they were known at a moment;
     * patient by patient, each record of a person by itself.
     *
     * @param after the last patient of the page before; empty for the first page
     */
    public PopulationPage population(
            Connection connection, String after, int mostPatients, LocalDate from, LocalDate to, Instant at)
            throws SQLException {
        List<String> patients = versions.patientsAfter(connection, after, mostPatients);
        return patients.isEmpty()
                ? new PopulationPage(patients, List.of())
                : new PopulationPage(patients, versions.known(connection, after, patients.getLast(), from, to, at));
    }

    /** When each of these dispenses came to be known; of one that never was, nothing. */
    public Map<String, Instant> firstKnown(Connection connection, Collection<String> dispenses) throws SQLException {
        Map<String, Instant> first = new HashMap<>();
        for (DispenseVersions.Version version : versions.of(connection, dispenses)) {
            first.putIfAbsent(version.row().id(), version.recorded());
        }
        return first;
    }

    /** Of these patients, those who wait to be judged again, because the rules have failed. */
    public Set<String> waiting(Connection connection, Collection<String> patients) throws SQLException {
        Set<String> waiting = new HashSet<>();
        if (patients.isEmpty()) {
            return waiting;
        }
        Sql sql = new Sql()
                .add("select patient_id from dispense_recheck where patient_id in ")
                .list(patients);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                waiting.add(rows.getString(1));
            }
        }
        return waiting;
    }
}
