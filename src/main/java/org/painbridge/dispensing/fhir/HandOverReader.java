package org.painbridge.dispensing.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.painbridge.dispensing.HandedOver;
import org.painbridge.dispensing.Span;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.dispensing.UnplacedDispense.Why;

/**
 * Reads from status and dates whether something was handed over, and when; docs/adr/0007-dispense-status.md. Unknown is
 * never no: what may have been handed over stays in view, with the days that are possible.
 */
final class HandOverReader {
    private final ZoneId zone;

    HandOverReader(ZoneId zone) {
        this.zone = zone;
    }

    HandOver read(MedicationDispense resource) {
        return switch (status(resource)) {
            case CANCELLED, DECLINED, ENTEREDINERROR -> new HandOver.None();
            case PREPARATION, INPROGRESS -> halted(resource).orElseGet(HandOver.None::new);
            case ONHOLD, STOPPED ->
                halted(resource)
                        .orElseGet(
                                () -> new HandOver.Within(sinceItWasPrepared(resource), Why.HAND_OVER_UNKNOWN, false));
            case COMPLETED, UNKNOWN, NULL -> completed(resource);
        };
    }

    private static MedicationDispenseStatus status(MedicationDispense resource) {
        MedicationDispenseStatus status = resource.getStatus();
        return status == null ? MedicationDispenseStatus.UNKNOWN : status;
    }

    /** Without any date of hand-over the day of preparation stands for it. */
    private HandOver completed(MedicationDispense resource) {
        DateTimeType handed = resource.getWhenHandedOverElement();
        Optional<Span> monthOrYear = coarse(handed);
        if (monthOrYear.isPresent()) {
            return new HandOver.Within(monthOrYear.get(), Why.DAY_UNKNOWN, true);
        }
        return day(handed)
                .or(() -> day(resource.getWhenPreparedElement()))
                .<HandOver>map(when -> new HandOver.On(when, true))
                .orElseGet(() -> new HandOver.Within(sinceItWasPrepared(resource), Why.DAY_UNKNOWN, true));
    }

    /** A dispense that is not completed, but has a time of hand-over: some of it was handed over, nobody says how much. */
    private Optional<HandOver> halted(MedicationDispense resource) {
        DateTimeType handed = resource.getWhenHandedOverElement();
        Optional<HandOver> known = day(handed).map(when -> new HandOver.On(when, false));
        return known.or(() -> coarse(handed).map(span -> new HandOver.Within(span, Why.DAY_UNKNOWN, false)));
    }

    private Optional<HandedOver> day(DateTimeType when) {
        if (when.getValue() == null) {
            return Optional.empty();
        }
        return switch (when.getPrecision()) {
            case YEAR, MONTH -> Optional.empty();
            case DAY -> Optional.of(HandedOver.on(LocalDate.parse(when.getValueAsString())));
            default -> {
                Instant at = when.getValue().toInstant();
                yield Optional.of(new HandedOver(LocalDate.ofInstant(at, zone), Optional.of(at), 0));
            }
        };
    }

    /** The month or year. */
    private static Optional<Span> coarse(DateTimeType when) {
        if (when.getValue() == null) {
            return Optional.empty();
        }
        return switch (when.getPrecision()) {
            case YEAR -> {
                Year year = Year.parse(when.getValueAsString());
                yield Optional.of(new Span(year.atDay(1), year.atMonth(12).atEndOfMonth()));
            }
            case MONTH -> {
                YearMonth month = YearMonth.parse(when.getValueAsString());
                yield Optional.of(new Span(month.atDay(1), month.atEndOfMonth()));
            }
            default -> Optional.empty();
        };
    }

    /** From the preparation, if it has a date, until the record was stored: nobody records a hand-over before it happens. */
    private Span sinceItWasPrepared(MedicationDispense resource) {
        DateTimeType prepared = resource.getWhenPreparedElement();
        LocalDate from = day(prepared)
                .map(HandedOver::day)
                .or(() -> coarse(prepared).map(Span::from))
                .orElse(UnplacedDispense.EARLIEST);
        Date stored = resource.getMeta().getLastUpdated();
        LocalDate last = stored == null ? UnplacedDispense.LATEST : LocalDate.ofInstant(stored.toInstant(), zone);
        return new Span(from, last.isBefore(from) ? from : last);
    }
}
