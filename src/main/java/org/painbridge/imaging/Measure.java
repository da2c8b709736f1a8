package org.painbridge.imaging;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/**
 * The unit of a quantity fact, and the other units that it is read from.
 *
 * @param unit UCUM code, in which thresholds are written
 * @param factors by UCUM code: what one of it is in the unit
 */
public record Measure(String unit, Map<String, BigDecimal> factors) {
    public Measure {
        factors = Map.copyOf(factors);
    }

    /** Empty for a unit that is not known, and for numbers that can be no measurement. */
    public Optional<BigDecimal> read(BigDecimal value, String code) {
        if (value.signum() < 0) {
            return Optional.empty();
        }
        if (code.equals(unit)) {
            return Optional.of(value);
        }
        return Optional.ofNullable(factors.get(code)).map(factor -> value.multiply(factor, MathContext.DECIMAL64));
    }
}
