package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.util.Optional;

/** One row of a factor table: what a dose of a substance amounts to, or that the set gives no single value. */
record MmeFactor(OpioidForm key, Optional<BigDecimal> strength, DoseBand band, String doseUnit, Value value) {

    /** @param form as the factor tables distinguish forms, such as oral or patch */
    record OpioidForm(String substance, String form) {}

    /** The row holds for doses per day of the substance over {@code over} and up to {@code upTo}. */
    record DoseBand(BigDecimal over, Optional<BigDecimal> upTo) {
        boolean contains(BigDecimal dosePerDay) {
            return dosePerDay.compareTo(over) > 0
                    && upTo.filter(limit -> dosePerDay.compareTo(limit) > 0).isEmpty();
        }
    }

    sealed interface Value {
        record PerUnit(BigDecimal factor) implements Value {}

        /** The set has no single factor, for the reason given. */
        record None(String reason) implements Value {}
    }

    boolean isFor(BigDecimal productStrength) {
        return strength.filter(value -> value.compareTo(productStrength) != 0).isEmpty();
    }
}
