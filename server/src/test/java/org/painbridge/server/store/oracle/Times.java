package org.painbridge.server.store.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;

/** Date parameters (R4 3.1.1.4.7) in milliseconds: what is asked and what is stored are spans of their precision. */
final class Times {

    /** Both ends belong to it; an open end lies beyond all times. */
    record Span(long first, long last) {
        static final long PAST = Long.MIN_VALUE;
        static final long FUTURE = Long.MAX_VALUE;

        boolean contains(Span other) {
            return first <= other.first && other.last <= last;
        }

        boolean overlaps(Span other) {
            return first <= other.last && other.first <= last;
        }

        Span joined(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final ZoneId zone;
    private final Instant now;

    /** @param zone where a time without an offset lies */
    Times(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    boolean fits(IBase element, String value) {
        return span(element).filter(stored -> fits(stored, value)).isPresent();
    }

    private boolean fits(Span stored, String value) {
        Prefix prefix = Prefix.of(value);
        Span asked = span(prefix.rest(value));
        return switch (prefix) {
            case EQ -> asked.contains(stored);
            case NE -> !asked.contains(stored);
            case GT -> stored.last() > asked.last();
            case LT -> stored.first() < asked.first();
            // The asked value itself belongs to the range above and below it (ADR 0005).
            case GE -> stored.last() >= asked.first();
            case LE -> stored.first() <= asked.last();
            case SA -> stored.first() > asked.last();
            case EB -> stored.last() < asked.first();
            case AP -> {
                long more = Math.abs(now.toEpochMilli() - asked.first()) / 10;
                yield stored.overlaps(new Span(asked.first() - more, asked.last() + more));
            }
        };
    }

    /** Empty where the element says nothing about when. */
    Optional<Span> span(IBase element) {
        return switch (element) {
            case InstantType instant -> Optional.of(point(instant));
            case BaseDateTimeType date -> written(date);
            case Period period -> span(period);
            case Timing timing -> outerLimits(timing);
            default -> Optional.empty();
        };
    }

    private Span point(InstantType instant) {
        long millis = span(instant.getValueAsString()).first();
        return new Span(millis, millis);
    }

    private Optional<Span> written(BaseDateTimeType date) {
        return Optional.ofNullable(date.getValueAsString()).map(this::span);
    }

    private Optional<Span> span(Period period) {
        Optional<Span> start = written(period.getStartElement());
        Optional<Span> end = written(period.getEndElement());
        return start.isEmpty() && end.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(
                        start.map(Span::first).orElse(Span.PAST),
                        end.map(Span::last).orElse(Span.FUTURE)));
    }

    /** The schedule in between is ignored. */
    private Optional<Span> outerLimits(Timing timing) {
        List<IBase> parts = Stream.<IBase>concat(
                        timing.getEvent().stream(),
                        timing.getRepeat().hasBoundsPeriod()
                                ? Stream.of(timing.getRepeat().getBoundsPeriod())
                                : Stream.of())
                .toList();
        return parts.stream().flatMap(part -> span(part).stream()).reduce(Span::joined);
    }

    Span span(String text) {
        if (text.length() <= 10) {
            LocalDate day =
                    LocalDate.parse(text + "-01-01".substring(text.length() < 7 ? 0 : text.length() < 10 ? 3 : 6));
            LocalDate next =
                    text.length() == 4 ? day.plusYears(1) : text.length() == 7 ? day.plusMonths(1) : day.plusDays(1);
            return new Span(
                    millis(day.atStartOfDay(zone).toInstant()),
                    millis(next.atStartOfDay(zone).toInstant()) - 1);
        }
        if (text.startsWith(":60", 16)) { // A leap second, which Java does not know, is the first of the next minute.
            Span before = span(text.substring(0, 16) + ":59" + text.substring(19));
            return new Span(before.first() + 1000, before.last() + 1000);
        }
        boolean zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
        long first = millis(
                zoned
                        ? OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                                .toInstant()
                        : LocalDateTime.parse(text).atZone(zone).toInstant());
        String time = text.substring(11).replaceFirst("(Z|[+-]\\d\\d:\\d\\d)$", "");
        long length = time.length() == 5 ? 60_000 : time.length() == 8 ? 1_000 : 1;
        return new Span(first, first + length - 1);
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }
}
