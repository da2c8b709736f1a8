package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/**
 * Which dispenses were read by way of which resources, {@code V18__dispense_sources.sql}. The search index cannot tell: a
 * prescription may be contained in its dispense. A row that is no longer true costs a reading in vain, so none is ever
 * taken away.
 */
final class ReferenceTable {
    private static final int LONGEST_TARGET = 120; // Longer than type and id can be: never stored here.
    private static final int TARGETS_A_QUERY = 500;

    /** @param patientId whose dispense it is; null if it has no row in the projection */
    record Referring(
            String target, String dispenseId, @Nullable String patientId) {}

    /**
     * What a dispense was read by way of.
     *
     * @param targets {@code Type/id} each, found or not
     * @param patientId whose dispense it is; null if it has no row in the projection
     */
    record Reading(
            String dispenseId,
            Set<String> targets,
            @Nullable String patientId) {}

    private record Row(String target, String patientId, String dispenseId) {}

    /** The dispenses that were read by way of any of these resources, and perhaps others of the same patients. */
    List<Referring> find(Connection connection, Collection<String> targets) throws SQLException {
        List<Referring> found = new ArrayList<>();
        List<String> all = List.copyOf(targets);
        for (int from = 0; from < all.size(); from += TARGETS_A_QUERY) {
            found.addAll(query(connection, all.subList(from, Math.min(all.size(), from + TARGETS_A_QUERY))));
        }
        return found;
    }

    void insert(StoreTransaction transaction, Collection<Reading> readings) {
        List<Row> rows = readings.stream()
                .flatMap(reading -> reading.targets().stream().map(target -> row(target, reading)))
                .filter(row -> row.target().length() <= LONGEST_TARGET)
                .distinct()
                .sorted(Comparator.comparing(Row::target)) // As in the index.
                .toList();
        transaction.insert(Insert.into("dispense_source", rows)
                .text("target", Row::target)
                .text("patient_id", Row::patientId)
                .text("dispense_id", Row::dispenseId)
                .ifMissing());
    }

    /** A prescription belongs to few dispenses, the others come again with each of the patient's. */
    private static Row row(String target, Reading reading) {
        String patient = reading.patientId();
        return patient == null || target.startsWith(DispenseSources.PRESCRIPTION + "/")
                ? new Row(target, "", reading.dispenseId())
                : new Row(target, patient, "");
    }

    private static List<Referring> query(Connection connection, List<String> targets) throws SQLException {
        Sql sql = new Sql()
                .add("select s.target, d.dispense_id, d.patient_id from dispense_source s")
                .add(" join dispense d on d.patient_id = s.patient_id where s.patient_id <> '' and s.target in ")
                .list(targets)
                .add(" union all select s.target, s.dispense_id, d.patient_id from dispense_source s")
                .add(" left join dispense d on d.dispense_id = s.dispense_id where s.patient_id = '' and s.target in ")
                .list(targets);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<Referring> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Referring(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return found;
        }
    }
}
