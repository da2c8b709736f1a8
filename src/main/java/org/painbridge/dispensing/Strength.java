package org.painbridge.dispensing;

import java.math.BigDecimal;

/**
 * How much of a substance is in how much of a product: 25 mg per 5 mL, 30 mg per 1 tablet, 50 ug/h per 1 patch.
 *
 * @param unit UCUM unit of the substance: mg, ug or, for patches, ug/h
 * @param perUnit unit in which the product is counted: tablet, capsule, patch, film, vial or mL
 */
public record Strength(BigDecimal value, String unit, BigDecimal per, String perUnit) {
    public Strength {
        if (value.signum() <= 0 || per.signum() <= 0 || unit.isBlank() || perUnit.isBlank()) {
            throw new IllegalArgumentException("Not a strength: " + value + " " + unit + " per " + per + " " + perUnit);
        }
    }
}
