package org.painbridge.imaging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * One thing the chart or an answer says about a fact. A date or quantity fact carries its date or number and leaves
 * the state UNKNOWN: the engine computes states from them.
 *
 * @param fact id of the fact, for example {@code saddle-anaesthesia}
 * @param origin of the answers only the newest counts; what the chart has found stays found, whatever is answered
 * @param purpose for which order it was said
 */
public record Finding(
        String fact,
        FactState state,
        @Nullable DateRange date,
        @Nullable Measurement number,
        Origin origin,
        Purpose purpose,
        FindingSource source) {

    /** A direct answer to the question of the fact, or something found in the chart. */
    public enum Origin {
        ANSWER,
        CHART,
        /** A diagnosis that the chart holds for present: without a date, or with an old one, it is still doubt about a "no". */
        STANDING,
        /** A diagnosis that the chart still holds for present though it ends by itself: with an old date it says nothing. */
        LAPSING,
        /** Not the thing itself, but doubt about a "no" to it. */
        HINT
    }

    /** The order that is judged or another one; it may say nothing of that. */
    public enum Purpose {
        THIS_ORDER,
        ANOTHER_ORDER,
        UNSAID
    }

    public static Finding of(String fact, FactState state, Origin origin, FindingSource source) {
        return new Finding(fact, state, null, null, origin, Purpose.UNSAID, source);
    }

    public static Finding of(String fact, DateRange date, Origin origin, FindingSource source) {
        return new Finding(fact, FactState.UNKNOWN, date, null, origin, Purpose.UNSAID, source);
    }

    /** @param number in the unit of the fact */
    public static Finding of(String fact, BigDecimal number, Origin origin, FindingSource source) {
        return of(fact, Measurement.of(number), origin, source);
    }

    /** @param number in the unit of the fact */
    public static Finding of(String fact, Measurement number, Origin origin, FindingSource source) {
        return new Finding(fact, FactState.UNKNOWN, null, number, origin, Purpose.UNSAID, source);
    }

    public Finding saidFor(Purpose order) {
        return order == purpose ? this : new Finding(fact, state, date, number, origin, order, source);
    }

    /** It stays on record and says nothing any more. */
    public Finding silenced() {
        return new Finding(fact, FactState.UNKNOWN, date, number, origin, purpose, source);
    }

    /** Whether somebody has answered the question of the fact, in a form or as an observation. */
    public boolean isAnswer() {
        return origin == Origin.ANSWER
                || (source.code() != null && source.code().system().equals(Fact.SYSTEM));
    }

    /**
     * Whether it counts on a day: seen or said by then, not longer ago than the fact looks back, and not about the
     * future. A finding without a date cannot count as recent; it counts only for facts that do not age.
     */
    boolean isTimely(@Nullable Period lookBack, LocalDate day) {
        return origin != Origin.HINT && isRecent(lookBack, day);
    }

    /** Whether a hint is too old for a fact that looks back so far, or of the future. */
    public boolean isStaleHint(@Nullable Period lookBack, LocalDate day) {
        return origin == Origin.HINT && source.observedOn() != null && !isRecent(lookBack, day);
    }

    /** Whether it is on record as present and ended by itself, not longer ago than it had lasted. */
    public boolean hasLapsed(@Nullable Period lookBack, LocalDate day) {
        return origin == Origin.LAPSING
                && state == FactState.MET
                && lookBack != null
                && !isRecent(lookBack, day)
                && isRecent(lookBack.multipliedBy(2), day);
    }

    private boolean isRecent(@Nullable Period lookBack, LocalDate day) {
        if (date != null && date.earliest().isAfter(day)) {
            return false;
        }
        LocalDate observed = source.observedOn();
        if (observed == null) {
            return lookBack == null;
        }
        return !observed.isAfter(day) && (lookBack == null || !observed.isBefore(day.minus(lookBack)));
    }

    /** Whether, not being timely, it still forbids to take a "no" for granted. */
    public boolean doubts(LocalDate day) {
        LocalDate observed = source.observedOn();
        return (origin == Origin.STANDING || origin == Origin.HINT)
                && state == FactState.MET
                && (observed == null || !observed.isAfter(day))
                && (date == null || !date.earliest().isAfter(day));
    }
}
