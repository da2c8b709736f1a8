package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule saw.
 *
 * @param dispense the one that was evaluated
 * @param window calendar days looked at, the last being that of the dispense
 * @param counted the dispenses counted, in order
 * @param count what the rule counted in them, in whole units of the threshold
 * @param threshold what the count is compared with
 * @param clearsOn first day on which the finding would no longer hold if nothing else is dispensed; empty if time does not clear it
 * @param numbers the arithmetic behind it, by the names that the rule's sentences use
 */
public record FindingFacts(
        Dispense dispense,
        Span window,
        List<Dispense> counted,
        int count,
        int threshold,
        Optional<LocalDate> clearsOn,
        Map<String, String> numbers) {
    public FindingFacts {
        counted = List.copyOf(counted);
        numbers = Map.copyOf(numbers);
        if (counted.isEmpty()) {
            throw new IllegalArgumentException("A finding without a dispense");
        }
    }
}
