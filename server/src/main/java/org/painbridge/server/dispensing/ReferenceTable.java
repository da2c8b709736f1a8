package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** Which dispenses were read by way of which resources, {@code V5__dispense_references.sql}. */
final class ReferenceTable {
    private static final int LONGEST_TARGET = 120; // Longer than type and id can be: never stored here.
    private static final int TARGETS_A_QUERY = 500;

    /** @param patientId whose dispense it is; null if it has no row in the projection */
    record Referring(
            String target, String dispenseId, @Nullable String patientId) {}

    /** The dispenses that were read by way of any of these resources. */
    List<Referring> find(Connection connection, Collection<String> targets) throws SQLException {
        List<Referring> found = new ArrayList<>();
        List<String> all = List.copyOf(targets);
        for (int from = 0; from < all.size(); from += TARGETS_A_QUERY) {
            found.addAll(query(connection, all.subList(from, Math.min(all.size(), from + TARGETS_A_QUERY))));
        }
        return found;
    }

    private record Row(String target, String dispenseId) {}

    /** @param targets by dispense id */
    void insert(StoreTransaction transaction, Map<String, Set<String>> targets) {
        List<Row> rows = new ArrayList<>();
        targets.forEach((dispenseId, each) -> each.stream()
                .filter(target -> target.length() <= LONGEST_TARGET)
                .forEach(target -> rows.add(new Row(target, dispenseId))));
        rows.sort(Comparator.comparing(Row::target)); // As in the index.
        transaction.insert(Insert.into("dispense_reference", rows)
                .text("target", Row::target)
                .text("dispense_id", Row::dispenseId)
                .ifMissing());
    }

    private static List<Referring> query(Connection connection, List<String> targets) throws SQLException {
        String sql = "select r.target, r.dispense_id, d.patient_id from dispense_reference r"
                + " left join dispense d on d.dispense_id = r.dispense_id where r.target in ("
                + String.join(", ", Collections.nCopies(targets.size(), "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < targets.size(); i++) {
                statement.setString(i + 1, targets.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Referring> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Referring(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return found;
            }
        }
    }
}
