package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;

/** Which records are of one person, by {@code Patient.link} of any type; {@code V6__patient_links.sql}. */
final class PatientLinks {
    private final DispenseReader reader;

    PatientLinks(DispenseReader reader) {
        this.reader = reader;
    }

    /**
     * Takes over the links of a patient that was written. Those of a deleted one stay: its dispenses do, too.
     *
     * @return the records that may have gained or lost others; mostly none
     */
    Set<String> update(StoreTransaction transaction, Change change) throws SQLException {
        if (!(change.resource() instanceof Patient patient)) {
            return Set.of();
        }
        String id = change.stored().id();
        Set<String> now = linked(patient, id);
        if (now.isEmpty() && change.stored().version() == 1) {
            return Set.of();
        }
        Connection connection = transaction.connection();
        Set<String> before =
                ids(connection, "select other_id from patient_link where patient_id = ? and named_by = ?", id, id);
        if (before.equals(now)) {
            return Set.of();
        }
        transaction.lock("dispense links"); // In sorted order before those of patients.
        for (String other : before) {
            run(
                    connection,
                    "delete from patient_link where patient_id = ? and other_id = ? and named_by = ?",
                    id,
                    other);
        }
        for (String other : now) {
            run(connection, "insert into patient_link (patient_id, other_id, named_by) values (?, ?, ?)", id, other);
        }
        before.addAll(now);
        before.add(id);
        return regroup(connection, before);
    }

    private Set<String> linked(Patient patient, String id) {
        return patient.getLink().stream()
                .flatMap(link -> reader.patient(link.getOther()).stream())
                .map(PatientRef::id)
                .filter(other -> !other.equals(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Finds out anew whom each of these records belongs to. */
    private static Set<String> regroup(Connection connection, Collection<String> changed) throws SQLException {
        Set<String> all = new TreeSet<>();
        for (String start : changed) {
            if (!all.contains(start)) {
                List<String> person = List.copyOf(reachable(connection, start));
                for (String record : person) {
                    execute(connection, "delete from patient_person where patient_id = ?", record);
                    if (person.size() > 1) {
                        String sql = "insert into patient_person (patient_id, person_id) values (?, ?)";
                        execute(connection, sql, record, person.getFirst());
                    }
                }
                all.addAll(person);
            }
        }
        return all;
    }

    private static Set<String> reachable(Connection connection, String start) throws SQLException {
        Set<String> found = new TreeSet<>(Set.of(start));
        Deque<String> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            String sql = "select other_id from patient_link where patient_id = ?";
            for (String other : ids(connection, sql, next.remove())) {
                if (found.add(other)) {
                    next.add(other);
                }
            }
        }
        return found;
    }

    /** In both directions. */
    private static void run(Connection connection, String sql, String id, String other) throws SQLException {
        execute(connection, sql, id, other, id);
        execute(connection, sql, other, id, id);
    }

    private static void execute(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }

    private static Set<String> ids(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> ids = new HashSet<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }
}
