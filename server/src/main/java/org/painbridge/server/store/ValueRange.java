package org.painbridge.server.store;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * The span that a date or a number covers at its written precision, both ends inside: {@code 2026-03} is all of March,
 * {@code 5.0} is 4.95 to just below 5.05. Dates are milliseconds since 1970; a date without an offset lies in the
 * server's zone.
 */
record ValueRange(double low, double high) {
    private static final int MOST_OFFSET_SECONDS = 14 * 3600; // FHIR R4, 2.24.0.1: dateTime.
    /** Where the seconds stand. FHIR allows 60 there, for leap seconds; Java does not. */
    private static final int LEAP_AT = 16;

    /** @throws DateTimeException if this is no date or dateTime of FHIR */
    static ValueRange ofDate(String text, ZoneId zone) {
        return switch (text.length()) {
            case 4 ->
                days(Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1), zone);
            case 7 ->
                days(
                        YearMonth.parse(text).atDay(1),
                        YearMonth.parse(text).plusMonths(1).atDay(1),
                        zone);
            case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1), zone);
            default -> ofTime(text, zone);
        };
    }

    /** An instant is a point in time, whatever its digits (FHIR R4 3.1.1.4.7). */
    static ValueRange ofInstant(String text, ZoneId zone) {
        return point(ofDate(text, zone).low());
    }

    /**
     * The upper end belongs to the next number (FHIR R4 3.1.1.5.6), so this one ends just below it.
     *
     * @param factor what both ends are multiplied by
     */
    static ValueRange ofNumber(BigDecimal value, BigDecimal factor) {
        BigDecimal half = BigDecimal.ONE.movePointLeft(value.scale()).divide(BigDecimal.valueOf(2));
        double next = value.add(half).multiply(factor).doubleValue();
        // With more digits than a double holds, number and end are the same.
        double high = Math.max(Math.nextDown(next), value.multiply(factor).doubleValue());
        return new ValueRange(value.subtract(half).multiply(factor).doubleValue(), high);
    }

    static ValueRange point(double value) {
        return new ValueRange(value, value);
    }

    /** The span with {@code more} added at both ends. */
    ValueRange widened(double more) {
        return new ValueRange(low - more, high + more);
    }

    /** The smallest span that covers both. */
    ValueRange with(ValueRange other) {
        return new ValueRange(Math.min(low, other.low), Math.max(high, other.high));
    }

    private static ValueRange ofTime(String text, ZoneId zone) {
        if (text.indexOf('-') != 4) {
            throw new DateTimeException("A year has four digits");
        }
        int afterTime = 11;
        boolean zoned = text.endsWith("Z") || text.indexOf('+', afterTime) > 0 || text.indexOf('-', afterTime) > 0;
        boolean leap = text.startsWith(":60", LEAP_AT);
        String usual = leap ? text.substring(0, LEAP_AT) + ":59" + text.substring(LEAP_AT + 3) : text;
        Instant start =
                (zoned ? offset(usual) : LocalDateTime.parse(usual).atZone(zone).toInstant()).plusSeconds(leap ? 1 : 0);
        long precision = text.indexOf('.') > 0 ? 1 : (timeLength(text) == 5 ? 60_000 : 1_000);
        double low = start.toEpochMilli();
        return new ValueRange(low, low + precision - 1);
    }

    private static Instant offset(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (Math.abs(time.getOffset().getTotalSeconds()) > MOST_OFFSET_SECONDS) {
            throw new DateTimeException("No place has this offset");
        }
        return time.toInstant();
    }

    private static int timeLength(String text) {
        int end = text.length();
        for (int i = 11; i < text.length(); i++) {
            if ("Z+-".indexOf(text.charAt(i)) >= 0) {
                end = i;
                break;
            }
        }
        return end - 11;
    }

    private static ValueRange days(LocalDate from, LocalDate until, ZoneId zone) {
        return new ValueRange(
                from.atStartOfDay(zone).toInstant().toEpochMilli(),
                until.atStartOfDay(zone).toInstant().toEpochMilli() - 1.0);
    }
}
