package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.dispensing.Span;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.dispensing.UnplacedDispense.Why;
import org.painbridge.dispensing.fhir.ReadDispense.DoesNotCount;

/** docs/adr/0007-dispense-status.md, case by case. */
class HandOverReaderTest extends DispenseReading {

    @Test
    void theDayIsThatOfOntario() {
        resource.setWhenHandedOverElement(new DateTimeType("2026-06-02T03:30:00Z"));

        assertThat(read().day()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(read().handedOver().at()).contains(Instant.parse("2026-06-02T03:30:00Z"));
    }

    @Test
    void withoutAHandOverTheDayOfPreparationCounts() {
        resource.setWhenHandedOverElement(null).setWhenPreparedElement(new DateTimeType("2026-05-30"));

        assertThat(read().day()).isEqualTo(LocalDate.of(2026, 5, 30));
    }

    @ParameterizedTest
    @EnumSource(
            value = MedicationDispenseStatus.class,
            names = {"CANCELLED", "DECLINED", "ENTEREDINERROR"})
    void whatWasNotHandedOverOrTakenBackDoesNotCount(MedicationDispenseStatus status) {
        resource.setStatus(status);

        assertThat(reader.read(resource, this::find)).isEqualTo(new DoesNotCount(status.toCode()));
    }

    @ParameterizedTest
    @EnumSource(
            value = MedicationDispenseStatus.class,
            names = {"PREPARATION", "INPROGRESS"})
    void whatIsStillBeingPreparedDoesNotCount(MedicationDispenseStatus status) {
        resource.setStatus(status).setWhenHandedOverElement(null);

        assertThat(reader.read(resource, this::find)).isEqualTo(new DoesNotCount(status.toCode()));
    }

    @ParameterizedTest
    @EnumSource(
            value = MedicationDispenseStatus.class,
            names = {"PREPARATION", "INPROGRESS", "ONHOLD", "STOPPED"})
    void withADayOfHandOverItCountsWhateverTheStatusButNobodyKnowsHowMuch(MedicationDispenseStatus status) {
        resource.setStatus(status);

        assertThat(read().day()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(read().supply().quantity()).isEmpty();
        assertThat(read().supply().daysSupply()).contains(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = MedicationDispenseStatus.class,
            names = {"ONHOLD", "STOPPED"})
    void haltedWithoutADayItMayHaveBeenHandedOverUntilItWasRecorded(MedicationDispenseStatus status) {
        resource.setStatus(status)
                .setWhenHandedOverElement(null)
                .setWhenPreparedElement(new DateTimeType("2026-05-30"));
        resource.getMeta().setLastUpdated(Date.from(Instant.parse("2026-06-03T12:00:00Z")));

        assertThat(readUnplaced().why()).isEqualTo(Why.HAND_OVER_UNKNOWN);
        assertThat(readUnplaced().possible()).isEqualTo(new Span(LocalDate.of(2026, 5, 30), LocalDate.of(2026, 6, 3)));
        assertThat(readUnplaced().dispense().supply().quantity()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-05, 2026-05-01, 2026-05-31", "2026, 2026-01-01, 2026-12-31"})
    void aMonthOrAYearLeavesTheDayOpen(String when, LocalDate from, LocalDate to) {
        resource.setWhenHandedOverElement(new DateTimeType(when))
                .setWhenPreparedElement(new DateTimeType("2026-04-30"));

        assertThat(readUnplaced().why()).isEqualTo(Why.DAY_UNKNOWN);
        assertThat(readUnplaced().possible()).isEqualTo(new Span(from, to));
    }

    @ParameterizedTest
    @EnumSource(
            value = MedicationDispenseStatus.class,
            names = {"COMPLETED", "UNKNOWN"})
    void withoutAnyDateItWasHandedOverSomeDayUntilItWasRecorded(MedicationDispenseStatus status) {
        resource.setStatus(status).setWhenHandedOverElement(null);
        assertThat(readUnplaced().possible()).isEqualTo(new Span(UnplacedDispense.EARLIEST, UnplacedDispense.LATEST));

        resource.getMeta().setLastUpdated(Date.from(Instant.parse("2026-06-03T12:00:00Z")));

        assertThat(readUnplaced().why()).isEqualTo(Why.DAY_UNKNOWN);
        assertThat(readUnplaced().possible().to()).isEqualTo(LocalDate.of(2026, 6, 3));
    }

    @Test
    void anUnknownStatusCountsAndSaysSo() {
        resource.setStatus(MedicationDispenseStatus.UNKNOWN);

        assertThat(unknown()).containsExactly("MedicationDispense.status");
    }
}
