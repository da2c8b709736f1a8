package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.PatientRef;

/**
 * The dispenses of one patient in {@link Dispense#TOTAL_ORDER total order}, and those that have no certain place in it,
 * in order of their first possible day; only those of linked records may be another patient's.
 */
public record DispenseHistory(PatientRef patient, List<Dispense> dispenses, List<UnplacedDispense> unplaced) {
    public DispenseHistory {
        dispenses = dispenses.stream().sorted(Dispense.TOTAL_ORDER).toList();
        unplaced = unplaced.stream().sorted(UnplacedDispense.TOTAL_ORDER).toList();
        Set<DispenseId> ids = new HashSet<>();
        Set<DispenseId> linked = unplaced.stream()
                .filter(dispense -> dispense.why() == UnplacedDispense.Why.LINKED_RECORD)
                .map(UnplacedDispense::id)
                .collect(Collectors.toSet());
        for (Dispense dispense : all(dispenses, unplaced).toList()) {
            if (dispense.patient().equals(patient) == linked.contains(dispense.id())) {
                throw new IllegalArgumentException(
                        "A dispense of another patient: " + dispense.id().id());
            }
            if (!ids.add(dispense.id())) {
                throw new IllegalArgumentException(
                        "Two dispenses with the id " + dispense.id().id());
            }
        }
    }

    public static DispenseHistory of(PatientRef patient, Collection<Dispense> dispenses) {
        return new DispenseHistory(patient, List.copyOf(dispenses), List.of());
    }

    public static DispenseHistory ofRows(PatientRef patient, Collection<DispenseRow> rows) {
        return new DispenseHistory(
                patient,
                rows.stream()
                        .filter(DispenseRow::isPlaced)
                        .map(DispenseRow::dispense)
                        .toList(),
                rows.stream().flatMap(row -> row.unplacedDispense().stream()).toList());
    }

    /** What had been handed over by the end of the day, and what may have been. */
    public DispenseHistory upTo(LocalDate day) {
        return new DispenseHistory(
                patient,
                dispenses.stream()
                        .filter(dispense -> !dispense.day().isAfter(day))
                        .toList(),
                unplaced.stream()
                        .filter(dispense -> !dispense.possible().from().isAfter(day))
                        .toList());
    }

    /**
     * The dispense and what came before it, in order.
     *
     * @throws IllegalArgumentException if the history has no such dispense with a place
     */
    List<Dispense> through(DispenseId id) {
        for (int i = 0; i < dispenses.size(); i++) {
            if (dispenses.get(i).id().equals(id)) {
                return dispenses.subList(0, i + 1);
            }
        }
        throw new IllegalArgumentException("No dispense " + id.id() + " in the history");
    }

    private static Stream<Dispense> all(List<Dispense> dispenses, List<UnplacedDispense> unplaced) {
        return Stream.concat(dispenses.stream(), unplaced.stream().map(UnplacedDispense::dispense));
    }
}
