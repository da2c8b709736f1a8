package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.List;

/**
 * What a rule saw.
 *
 * @param dispense the one that was evaluated
 * @param window calendar days looked at, the last being that of the dispense
 * @param counted the dispenses counted, in order
 * @param count what the rule counted in them
 * @param threshold what the count is compared with
 * @param clearsOn first day on which the finding would no longer hold if nothing else is dispensed
 */
public record FindingFacts(
        Dispense dispense, Span window, List<Dispense> counted, int count, int threshold, LocalDate clearsOn) {
    public FindingFacts {
        counted = List.copyOf(counted);
        if (counted.isEmpty()) {
            throw new IllegalArgumentException("A finding without a dispense");
        }
    }
}
