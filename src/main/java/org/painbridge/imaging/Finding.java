package org.painbridge.imaging;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing the chart or an answer says about a fact. A date fact carries its date and leaves the state UNKNOWN: the
 * engine computes states from dates.
 *
 * @param fact id of the fact, for example {@code saddle-anaesthesia}
 * @param origin of the answers only the newest counts; what the chart has found stays found, whatever is answered
 */
public record Finding(
        String fact, FactState state, @Nullable DateRange date, Origin origin, FindingSource source) {

    /** A direct answer to the question of the fact, or something found in the chart. */
    public enum Origin {
        ANSWER,
        CHART
    }

    public static Finding of(String fact, FactState state, Origin origin, FindingSource source) {
        return new Finding(fact, state, null, origin, source);
    }

    public static Finding of(String fact, DateRange date, Origin origin, FindingSource source) {
        return new Finding(fact, FactState.UNKNOWN, date, origin, source);
    }

    /** A finding without a date cannot count as recent; it counts only for facts that do not age. */
    boolean observedWithin(@Nullable LocalDate from, LocalDate to) {
        LocalDate observed = source.observedOn();
        if (observed == null) {
            return from == null;
        }
        return !observed.isAfter(to) && (from == null || !observed.isBefore(from));
    }
}
