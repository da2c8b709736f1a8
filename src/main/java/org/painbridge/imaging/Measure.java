package org.painbridge.imaging;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a quantity fact, and the other units that it is read from.
 *
 * @param unit UCUM code, in which thresholds are written
 * @param factors by UCUM code: what one of it is in the unit
 * @param plausible what a person may have; null where that is not told
 */
public record Measure(
        String unit,
        Map<String, BigDecimal> factors,
        @Nullable Plausible plausible) {
    /** Both are in the unit, and may be reached. */
    public record Plausible(BigDecimal least, BigDecimal most) {
        boolean holds(BigDecimal value) {
            return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        }
    }

    public Measure {
        factors = Map.copyOf(factors);
    }

    /** Empty for a unit that is not known, and for numbers that can be no measurement. */
    public Optional<BigDecimal> read(BigDecimal value, String code) {
        if (value.signum() < 0) {
            return Optional.empty();
        }
        return (code.equals(unit)
                        ? Optional.of(value)
                        : Optional.ofNullable(factors.get(code))
                                .map(factor -> value.multiply(factor, MathContext.DECIMAL64)))
                .filter(number -> plausible == null || plausible.holds(number));
    }
}
