package org.painbridge.server.dispensing;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.UnplacedDispense;

/** What one transaction changes in the dispenses of one patient. */
final class PatientChanges {
    private final String patientId;
    private final Set<String> removed = new HashSet<>();
    private final Map<String, DispenseRow> added = new LinkedHashMap<>();
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;

    PatientChanges(String patientId) {
        this.patientId = patientId;
    }

    String patientId() {
        return patientId;
    }

    void removed(DispenseRow row) {
        removed.add(row.id());
        added.remove(row.id());
        reach(row);
    }

    void added(DispenseRow row) {
        added.put(row.id(), row);
        reach(row);
    }

    /** Something other than its dispenses changed that matters on any day. */
    void everything() {
        first = UnplacedDispense.EARLIEST;
        last = UnplacedDispense.LATEST;
    }

    /** Whether the projection's row of this dispense is no longer right. */
    boolean replaces(String dispenseId) {
        return removed.contains(dispenseId) || added.containsKey(dispenseId);
    }

    /** The dispenses whose rows in the projection are no longer right. */
    Set<String> replaced() {
        Set<String> replaced = new TreeSet<>(removed);
        replaced.addAll(added.keySet());
        return replaced;
    }

    Set<String> removed() {
        return removed;
    }

    Map<String, DispenseRow> added() {
        return added;
    }

    /**
     * Whether the row is to be judged anew: itself, those behind the first change that look back to the last, and those
     * without a place. Dispenses of linked records are judged by themselves.
     */
    boolean concerns(DispenseRow row, int lookBackDays) {
        boolean apart = row.isPlaced()
                && (row.day().isBefore(first)
                        || row.day().minusDays(lookBackDays).isAfter(last));
        return row.patient().equals(patientId) && (replaces(row.id()) || !apart);
    }

    /** The earliest day that changes: earlier dispenses keep their findings. */
    LocalDate first() {
        return first;
    }

    LocalDate last() {
        return last;
    }

    private void reach(DispenseRow row) {
        first = row.day().isBefore(first) ? row.day() : first;
        last = row.lastDay().isAfter(last) ? row.lastDay() : last;
    }
}
