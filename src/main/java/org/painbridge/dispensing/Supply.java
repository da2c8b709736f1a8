package org.painbridge.dispensing;

import java.util.Optional;

/**
 * How much was handed over and for how many days. Either may be unknown.
 *
 * @param daysSupply calendar days, the day of hand-over being the first
 */
public record Supply(Optional<Amount> quantity, Optional<Integer> daysSupply) {
    public Supply {
        if (daysSupply.isPresent() && daysSupply.get() < 1) {
            throw new IllegalArgumentException("Days' supply is less than one day: " + daysSupply.get());
        }
    }
}
