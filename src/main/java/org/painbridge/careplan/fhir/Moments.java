package org.painbridge.careplan.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Span;

/** FHIR dates and times as moments. A date without time means the whole day, month or year in the zone. */
record Moments(ZoneId zone) {
    /** The first moment of it; null when there is none. */
    @Nullable
    Instant start(BaseDateTimeType value) {
        if (!value.hasValue()) {
            return null;
        }
        return hasTime(value) ? value.getValue().toInstant() : startOfDay(firstDay(value));
    }

    /** The last moment of it; null when there is none. */
    @Nullable
    Instant end(BaseDateTimeType value) {
        if (!value.hasValue()) {
            return null;
        }
        return hasTime(value)
                ? value.getValue().toInstant()
                : startOfDay(dayAfter(value)).minusSeconds(1);
    }

    /** An element that is not there is open on both sides. */
    Span span(Period period) {
        return new Span(start(period.getStartElement()), end(period.getEndElement()));
    }

    DateTimeType write(Instant moment) {
        return new DateTimeType(Date.from(moment), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone(zone));
    }

    private static boolean hasTime(BaseDateTimeType value) {
        return value.getPrecision().compareTo(TemporalPrecisionEnum.DAY) > 0;
    }

    private static LocalDate firstDay(BaseDateTimeType value) {
        return switch (value.getPrecision()) {
            case YEAR -> LocalDate.of(value.getYear(), 1, 1);
            case MONTH -> LocalDate.of(value.getYear(), value.getMonth() + 1, 1);
            default -> LocalDate.of(value.getYear(), value.getMonth() + 1, value.getDay());
        };
    }

    private static LocalDate dayAfter(BaseDateTimeType value) {
        LocalDate first = firstDay(value);
        return switch (value.getPrecision()) {
            case YEAR -> first.plusYears(1);
            case MONTH -> first.plusMonths(1);
            default -> first.plusDays(1);
        };
    }

    private Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
