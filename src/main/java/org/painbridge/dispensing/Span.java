package org.painbridge.dispensing;

import java.time.LocalDate;

/** Calendar days, both ends included. */
public record Span(LocalDate from, LocalDate to) {
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Ends before it begins: " + from + " to " + to);
        }
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean overlaps(Span other) {
        return !to.isBefore(other.from) && !other.to.isBefore(from);
    }
}
