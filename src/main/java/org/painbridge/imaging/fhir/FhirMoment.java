package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.DateRange;

/** A date, or the start of a period, with the precision it was sent in and in its own offset. */
record FhirMoment(@Nullable Type value) {

    /** Null for nothing, ages and words. */
    @Nullable
    DateRange range() {
        return switch (value) {
            case BaseDateTimeType date -> range(date.getValueAsString());
            case Period period -> range(period.getStartElement().getValueAsString());
            case null, default -> null;
        };
    }

    /** The earliest day it may mean: a vague date never counts as recent by mistake. */
    @Nullable
    LocalDate day() {
        DateRange range = range();
        return range == null ? null : range.earliest();
    }

    private static @Nullable DateRange range(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text.length()) {
            case 4 ->
                new DateRange(
                        Year.parse(text).atDay(1), Year.parse(text).atMonth(12).atEndOfMonth());
            case 7 ->
                new DateRange(
                        YearMonth.parse(text).atDay(1), YearMonth.parse(text).atEndOfMonth());
            default -> DateRange.on(LocalDate.parse(text.substring(0, 10)));
        };
    }
}
