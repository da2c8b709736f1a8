package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.Period;

/** A date as precisely as it is known: {@code 2026-10} is the range of that month. */
public record DateRange(LocalDate earliest, LocalDate latest) {
    public DateRange {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("The range ends before it begins: " + earliest + " to " + latest);
        }
    }

    public static DateRange on(LocalDate date) {
        return new DateRange(date, date);
    }

    /** Whether at least this much time lies between the date and the day; UNKNOWN when its precision does not say. */
    public FactState atLeastBefore(LocalDate day, Period period) {
        if (earliest.isAfter(day)) {
            return FactState.UNKNOWN;
        }
        LocalDate limit = day.minus(period);
        if (!latest.isAfter(limit)) {
            return FactState.MET;
        }
        return earliest.isAfter(limit) ? FactState.NOT_MET : FactState.UNKNOWN;
    }

    @Override
    public String toString() {
        return earliest.equals(latest) ? earliest.toString() : earliest + "/" + latest;
    }
}
