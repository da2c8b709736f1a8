package org.painbridge.imaging;

import java.math.BigDecimal;

/**
 * A measured number, or the limit that a laboratory tells in its place, such as {@code <15}.
 *
 * @param value in the unit of its fact
 */
public record Measurement(BigDecimal value, Relation relation) {
    /** How what was measured compares with the value. */
    public enum Relation {
        EQUAL,
        BELOW,
        AT_MOST,
        AT_LEAST,
        ABOVE
    }

    public static Measurement of(BigDecimal value) {
        return new Measurement(value, Relation.EQUAL);
    }

    /** Whether it is below a limit; unknown where the number is only bounded and the limit lies beyond. */
    FactState isBelow(BigDecimal limit) {
        int compared = value.compareTo(limit);
        return switch (relation) {
            case EQUAL -> FactState.of(compared < 0);
            case BELOW -> compared <= 0 ? FactState.MET : FactState.UNKNOWN;
            case AT_MOST -> compared < 0 ? FactState.MET : FactState.UNKNOWN;
            case AT_LEAST, ABOVE -> compared >= 0 ? FactState.NOT_MET : FactState.UNKNOWN;
        };
    }
}
