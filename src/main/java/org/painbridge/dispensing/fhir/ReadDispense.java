package org.painbridge.dispensing.fhir;

import java.util.List;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.UnplacedDispense;

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

    /** Something was, or may have been, handed over, on a day that is not known. */
    record Unplaced(UnplacedDispense dispense) implements ReadDispense {}

    /**
     * Nothing was handed over, or the record was taken back, or is of inpatient care or stock.
     *
     * @param status code of MedicationDispense.status; {@code exempt} of inpatient care and stock
     */
    record DoesNotCount(String status) implements ReadDispense {}

    /** Without these elements there is no dispense to speak of. */
    record Unreadable(List<MissingElement> missing) implements ReadDispense {
        public Unreadable {
            missing = List.copyOf(missing);
        }
    }
}
