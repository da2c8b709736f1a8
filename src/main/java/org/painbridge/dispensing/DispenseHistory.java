package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.painbridge.clinical.PatientRef;

/** The dispenses of one patient in {@link Dispense#TOTAL_ORDER total order}. */
public record DispenseHistory(PatientRef patient, List<Dispense> dispenses) {
    public DispenseHistory {
        dispenses = dispenses.stream().sorted(Dispense.TOTAL_ORDER).toList();
        Set<DispenseId> ids = new HashSet<>();
        for (Dispense dispense : dispenses) {
            if (!dispense.patient().equals(patient)) {
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
        return new DispenseHistory(patient, List.copyOf(dispenses));
    }

    public static DispenseHistory ofRows(PatientRef patient, Collection<DispenseRow> rows) {
        return new DispenseHistory(
                patient, rows.stream().map(DispenseRow::dispense).toList());
    }

    /** What had been handed over by the end of the day. */
    public DispenseHistory upTo(LocalDate day) {
        return new DispenseHistory(
                patient,
                dispenses.stream()
                        .filter(dispense -> !dispense.day().isAfter(day))
                        .toList());
    }

    /**
     * The dispense and what came before it, in order.
     *
     * @throws IllegalArgumentException if the history has no such dispense
     */
    List<Dispense> through(DispenseId id) {
        for (int i = 0; i < dispenses.size(); i++) {
            if (dispenses.get(i).id().equals(id)) {
                return dispenses.subList(0, i + 1);
            }
        }
        throw new IllegalArgumentException("No dispense " + id.id() + " in the history");
    }
}
