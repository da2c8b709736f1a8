package org.painbridge.dispensing.fhir;

import org.painbridge.dispensing.HandedOver;
import org.painbridge.dispensing.Span;
import org.painbridge.dispensing.UnplacedDispense.Why;

/** Whether and when a MedicationDispense says that something was handed over. */
sealed interface HandOver {
    /** @param isWhole whether the quantity of the record is what was handed over; of a halted dispense it need not be */
    record On(HandedOver when, boolean isWhole) implements HandOver {}

    record Within(Span possible, Why why, boolean isWhole) implements HandOver {}

    record None() implements HandOver {}
}
