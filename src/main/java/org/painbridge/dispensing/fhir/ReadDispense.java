package org.painbridge.dispensing.fhir;

import java.util.List;
import org.painbridge.dispensing.Dispense;

/** What a MedicationDispense says. */
public sealed interface ReadDispense {
    /**
     * Something was handed over.
     *
     * @param unknown what the record leaves open; the dispense says so too
     */
    record Counts(Dispense dispense, List<MissingElement> unknown) implements ReadDispense {
        public Counts {
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Nothing was handed over, or the record was taken back.
     *
     * @param status code of MedicationDispense.status
     */
    record DoesNotCount(String status) implements ReadDispense {}

    /** Without these elements there is no dispense to speak of. */
    record Unreadable(List<MissingElement> missing) implements ReadDispense {
        public Unreadable {
            missing = List.copyOf(missing);
        }
    }
}
