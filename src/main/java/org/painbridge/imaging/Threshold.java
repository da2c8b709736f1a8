package org.painbridge.imaging;

import java.math.BigDecimal;
import org.painbridge.clinical.Evidence;

/**
 * A fact that a measured number decides.
 *
 * @param of id of the quantity fact; the limit is in its unit
 * @param bound which side of the limit meets the fact
 * @param limit from the criteria file
 */
public record Threshold(String of, Bound bound, BigDecimal limit, Evidence source) {
    /** Which side of the limit. */
    public enum Bound {
        BELOW("below"),
        AT_LEAST("atLeast");

        private final String key;

        Bound(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    FactState state(BigDecimal number) {
        boolean below = number.compareTo(limit) < 0;
        return FactState.of(below == (bound == Bound.BELOW));
    }

    /** For example {@code below 30 of egfr}. */
    @Override
    public String toString() {
        return bound.key() + " " + limit.toPlainString() + " of " + of;
    }
}
