package org.painbridge.dispensing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * When a dispense was handed over.
 *
 * @param day calendar day where the pharmacy is
 * @param at the moment, if the record has it
 * @param arrival order of arrival among the patient's dispenses of that day; whoever stores dispenses numbers them
 */
public record HandedOver(LocalDate day, Optional<Instant> at, long arrival) {
    public HandedOver {
        if (arrival < 0) {
            throw new IllegalArgumentException("Order of arrival is negative: " + arrival);
        }
    }

    public static HandedOver on(LocalDate day) {
        return new HandedOver(day, Optional.empty(), 0);
    }
}
