package org.painbridge.dispensing.nms.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.painbridge.dispensing.nms.Submission;

/**
 * On which day the rules will place a dispense: that of the hand-over, and where none is named that of the preparation. Of a
 * hand-over in some month or year no day is known.
 */
final class SubmissionDates {
    private static final int WHOLE_DATE = "2026-01-01".length();

    private final ZoneId zone;

    SubmissionDates(ZoneId zone) {
        this.zone = zone;
    }

    Submission.When read(MedicationDispense dispense) {
        DateTimeType handed = dispense.getWhenHandedOverElement();
        DateTimeType prepared = dispense.getWhenPreparedElement();
        List<DateTimeType> all =
                Stream.of(handed, prepared).filter(BaseDateTimeType::hasValue).toList();
        return new Submission.When(
                day(handed.hasValue() ? handed : prepared),
                all.stream()
                        .filter(BaseDateTimeType::hasTime)
                        .map(each -> each.getValue().toInstant())
                        .max(Comparator.<Instant>naturalOrder()),
                all.stream()
                        .filter(each -> !each.hasTime())
                        .map(each -> first(each.getValueAsString()))
                        .max(Comparator.<LocalDate>naturalOrder()),
                handed.hasValue() && prepared.hasValue() && isBefore(handed, prepared));
    }

    /** As far as both are told: of a day and a moment, by the days. */
    private boolean isBefore(DateTimeType one, DateTimeType other) {
        if (one.hasTime() && other.hasTime()) {
            return one.getValue().before(other.getValue());
        }
        String first = date(one);
        String second = date(other);
        int told = Math.min(first.length(), second.length());
        return first.substring(0, told).compareTo(second.substring(0, told)) < 0;
    }

    private String date(DateTimeType when) {
        return when.hasTime()
                ? LocalDate.ofInstant(when.getValue().toInstant(), zone).toString()
                : when.getValueAsString();
    }

    private Optional<LocalDate> day(DateTimeType when) {
        if (!when.hasValue() || when.getValueAsString().length() < WHOLE_DATE) {
            return Optional.empty();
        }
        return Optional.of(
                when.hasTime()
                        ? LocalDate.ofInstant(when.getValue().toInstant(), zone)
                        : LocalDate.parse(when.getValueAsString()));
    }

    /** Day of a date, or of a month or a year. */
    private static LocalDate first(String date) {
        return LocalDate.parse((date + "-01-01").substring(0, WHOLE_DATE));
    }
}
