package org.painbridge.imaging;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    FactState state(Measurement number) {
        FactState below = number.isBelow(limit);
        return below == FactState.UNKNOWN
                ? FactState.UNKNOWN
                : FactState.of((below == FactState.MET) == (bound == Bound.BELOW));
    }

    /** Met if any of some numbers of one day meets it. */
    FactState state(Collection<Measurement> numbers) {
        Set<FactState> states = numbers.stream().map(this::state).collect(Collectors.toSet());
        return Stream.of(FactState.MET, FactState.UNKNOWN, FactState.NOT_MET)
                .filter(states::contains)
                .findFirst()
                .orElse(FactState.UNKNOWN);
    }

    /** For example {@code below 30 of egfr}. */
    @Override
    public String toString() {
        return bound.key() + " " + limit.toPlainString() + " of " + of;
    }
}
