package org.painbridge.dispensing;

import java.math.BigDecimal;

/** An amount handed over, with its unit as the pharmacy wrote it, such as 30 and {@code tablet}. */
public record Amount(BigDecimal value, String unit) {
    public Amount {
        if (value.signum() <= 0 || unit.isBlank()) {
            throw new IllegalArgumentException("An amount is more than zero and has a unit: " + value + " " + unit);
        }
        value = value.stripTrailingZeros();
    }
}
