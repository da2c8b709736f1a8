package org.painbridge.server.store;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.painbridge.server.ErrorCode;

/** The span of care that is asked for, both ends inside. */
final class EverythingSpan {
    private final CareDates dates;
    private final ZoneId zone;

    EverythingSpan(CareDates dates, ZoneId zone) {
        this.dates = dates;
        this.zone = zone;
    }

    record Span(double start, double end) {}

    /** @throws StoreProblem.Invalid naming the date that is none */
    Span of(EverythingQuery query) {
        return new Span(
                query.start() == null
                        ? Double.NEGATIVE_INFINITY
                        : date("start", query.start()).low(),
                query.end() == null
                        ? Double.POSITIVE_INFINITY
                        : date("end", query.end()).high());
    }

    /** Empty where every date is inside. */
    Sql within(String type, Span span) {
        boolean all = Double.isInfinite(span.start()) && Double.isInfinite(span.end());
        return all ? new Sql() : dates.within(type, span.start(), span.end());
    }

    private ValueRange date(String name, String text) {
        try {
            return ValueRange.ofDate(text, zone);
        } catch (DateTimeException e) {
            throw new StoreProblem.Invalid(
                    ErrorCode.INVALID_PARAMETER,
                    "Parameters.parameter.where(name='" + name + "')",
                    name + " is a date such as 2026-03-01, not " + text);
        }
    }
}
