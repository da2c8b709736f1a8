package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.stream.Stream;

/** The calendar days a question is about: {@code days} of them, {@code asOf} being the last. */
public record MmeWindow(LocalDate asOf, int days) {
    public MmeWindow {
        if (days < 1) {
            throw new IllegalArgumentException("A window has at least one day: " + days);
        }
    }

    public LocalDate first() {
        return asOf.minusDays(days - 1L);
    }

    Stream<LocalDate> eachDay() {
        return first().datesUntil(asOf.plusDays(1));
    }
}
