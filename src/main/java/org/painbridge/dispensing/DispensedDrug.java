package org.painbridge.dispensing;

import java.util.Optional;

/**
 * What was handed over, as far as the record says.
 *
 * @param din empty if the record names no product by DIN
 * @param monitored the sender's own flag (DHDR's monitored-drug indicator); used for products the drug table lacks
 */
public record DispensedDrug(Optional<Din> din, Optional<Boolean> monitored) {
    public static DispensedDrug of(Din din) {
        return new DispensedDrug(Optional.of(din), Optional.empty());
    }

    public static DispensedDrug unknown() {
        return new DispensedDrug(Optional.empty(), Optional.empty());
    }
}
