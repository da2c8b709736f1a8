package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DispenseRow;

/**
 * A patient before the changes.
 *
 * @param entries by dispense id, as far around the changes as the rules look
 * @param learned when the changes are
 */
record Known(PatientChanges changes, Map<String, DispenseTable.Entry> entries, Learned learned) {
    static Known of(NearDispenses near, PatientChanges changes, Learned learned) throws SQLException {
        Map<String, DispenseTable.Entry> entries = new LinkedHashMap<>();
        for (DispenseTable.Entry entry : near.of(changes.patientId(), changes.first(), changes.last())) {
            entries.put(entry.row().id(), entry);
            if (changes.replaces(entry.row().id())) {
                learned.notBefore(entry.row().id(), entry.recorded());
            }
        }
        return new Known(changes, entries, learned);
    }

    FindingNote note(String dispenseId) {
        DispenseTable.Entry entry = entries.get(dispenseId);
        return FindingNote.parse(entry == null ? "" : entry.findings());
    }

    /** Ids of dispenses that were not here before; those that were only corrected or read again are none. */
    Set<String> entered() {
        Set<String> entered = new HashSet<>(changes.added().keySet());
        entered.removeAll(entries.keySet());
        return entered;
    }

    Set<String> openRulesOfRemoved() {
        Set<String> rules = new TreeSet<>();
        changes.removed().forEach(removed -> rules.addAll(note(removed).open().keySet()));
        return rules;
    }

    /** When the server learned that a dispense reads so. */
    Instant recorded(DispenseRow row) {
        DispenseTable.Entry before = entries.get(row.id());
        return before != null && before.row().equals(row) ? before.recorded() : learned.at(row.id());
    }

    /** The dispenses that read otherwise after the changes, or count no more, as they were believed. */
    List<DispenseVersions.Version> ended() {
        Map<String, DispenseRow> after = new HashMap<>();
        rows().forEach(row -> after.put(row.id(), row));
        return changes.replaced().stream()
                .map(entries::get)
                .filter(Objects::nonNull)
                .filter(before -> before.row().patient().equals(changes.patientId()))
                .filter(before -> !before.row().equals(after.get(before.row().id())))
                .map(before -> new DispenseVersions.Version(
                        before.row(), before.recorded(), learned.at(before.row().id())))
                .toList();
    }

    /** The dispenses after the changes. */
    List<DispenseRow> rows() {
        List<DispenseRow> rows = new ArrayList<>(entries.values().stream()
                .map(DispenseTable.Entry::row)
                .filter(row -> !changes.replaces(row.id()))
                .toList());
        for (DispenseRow added : changes.added().values()) {
            DispenseTable.Entry before = entries.get(added.id());
            rows.add(arrived(added, before == null ? null : before.row(), rows));
        }
        return rows;
    }

    /** A corrected dispense keeps its place on its day; a new one comes last. */
    private static DispenseRow arrived(DispenseRow row, @Nullable DispenseRow before, List<DispenseRow> others) {
        if (!row.isPlaced()) {
            return row;
        }
        if (before != null && before.isPlaced() && before.day().equals(row.day())) {
            return row.arrivedAs(before.arrival());
        }
        long next = others.stream()
                .filter(DispenseRow::isPlaced)
                .filter(other -> other.day().equals(row.day()))
                .map(DispenseRow::arrival)
                .max(Comparator.naturalOrder())
                .map(latest -> latest + 1)
                .orElse(0L);
        return row.arrivedAs(next);
    }
}
