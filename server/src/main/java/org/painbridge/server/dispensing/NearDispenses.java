package org.painbridge.server.dispensing;

import static org.painbridge.dispensing.UnplacedDispense.EARLIEST;
import static org.painbridge.dispensing.UnplacedDispense.LATEST;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.Questions.Answer;
import org.painbridge.server.store.StoreTransaction;

/**
 * The dispenses of patients as they were before the transaction, from as far before the days that it changes as the rules
 * look. Those days are mostly known before anything is read, so the answers come with the locks.
 */
final class NearDispenses {
    private record Days(String patientId, LocalDate first, LocalDate last) {}

    private final StoreTransaction transaction;
    private final DispenseTable table;
    private final int lookBackDays;
    private final Map<Days, Supplier<List<DispenseTable.Entry>>> asked = new HashMap<>();

    NearDispenses(StoreTransaction transaction, DispenseTable table, int lookBackDays) {
        this.transaction = transaction;
        this.table = table;
        this.lookBackDays = lookBackDays;
    }

    /** Asks ahead, for what is likely to be changed. The locks of the patients are asked for before. */
    void askFor(Collection<DispenseRow> rows, Questions questions) {
        Map<String, PatientChanges> likely = new HashMap<>();
        for (DispenseRow row : rows) {
            likely.computeIfAbsent(row.patient(), PatientChanges::new).added(row);
        }
        List<Days> all = likely.values().stream()
                .map(each -> new Days(each.patientId(), each.first(), each.last()))
                .toList();
        if (all.size() == 1) {
            Days only = all.getFirst();
            asked.put(only, DispenseTable.ofPatient(questions, only.patientId(), from(only.first()), LATEST)::get);
        } else if (!all.isEmpty()) {
            Map<String, LocalDate> from = new TreeMap<>();
            all.forEach(each -> from.put(each.patientId(), from(each.first())));
            Answer<Map<String, List<DispenseTable.Entry>>> together = DispenseTable.ofPatients(questions, from);
            all.forEach(each -> asked.put(each, () -> together.get().getOrDefault(each.patientId(), List.of())));
        }
    }

    List<DispenseTable.Entry> of(String patientId, LocalDate first, LocalDate last) throws SQLException {
        Supplier<List<DispenseTable.Entry>> ahead = asked.remove(new Days(patientId, first, last));
        List<DispenseTable.Entry> near =
                ahead == null ? table.ofPatient(transaction.connection(), patientId, from(first), LATEST) : ahead.get();
        boolean allPlaced = near.stream()
                .map(DispenseTable.Entry::row)
                .allMatch(row -> row.isPlaced() || !row.patient().equals(patientId));
        // What has no place is judged by all it may lie beside.
        return allPlaced ? near : table.ofPatient(transaction.connection(), patientId, from(EARLIEST), LATEST);
    }

    private LocalDate from(LocalDate first) {
        return first.minusDays(lookBackDays);
    }
}
