package org.painbridge.dispensing.nms.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.nms.fhir.Submitted.named;
import static org.painbridge.dispensing.nms.fhir.Submitted.patient;

import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks odd in a record, and is right. */
class RightSubmissionsTest extends CheckedSubmissions {
    static Stream<Consumer<MedicationDispense>> right() {
        return Stream.of(
                each -> {},
                each -> inWord(each, null),
                each -> inWord(each, "Days"),
                each -> inWord(each, "jours"),
                each -> patches(each, 10, "30"),
                each -> patches(each, 2, "7"),
                each -> patches(each, 30, "30"),
                each -> treated(each, new CodeType("01")),
                each -> treated(each, new Coding(null, "08", null)),
                each -> alsoPrescribed(each, "900001"),
                each -> each.addPerformer().setActor(named("Organization", "pharmacy", "PH-1")),
                each -> alsoDoneBy(each, "packager"),
                each -> alsoDoneBy(each, "prescriber"),
                each -> prescribed(each, "ca-out-of-province -prescriber", "900001"),
                each -> prescribed(each, "ca-out-of-province%20-prescriber", "900001"),
                each -> patient(each).setBirthDateElement(new DateType("2026-11-01")));
    }

    @ParameterizedTest
    @MethodSource
    void right(Consumer<MedicationDispense> change) {
        MedicationDispense dispense = Submitted.dispense();
        change.accept(dispense);

        assertThat(check(dispense)).isEmpty();
    }

    @Test
    void thatADeathIsNotKnownOfIsNone() {
        BooleanType unknown = new BooleanType();
        unknown(unknown);

        assertThat(Death.mayBeBefore(LocalDate.of(2026, 11, 1), new Patient().setDeceased(unknown)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31, , true",
        "2026-11-01, , false",
        "2026-11-01T23:00:00-05:00, , false",
        "2026-10, , true",
        "2026-12, , false",
        ", true, true",
        ", false, false",
        ", , false"
    })
    void thatAPatientHadDiedIsSaidByTheRecord(@Nullable String died, @Nullable Boolean dead, boolean expected) {
        Patient patient = new Patient();
        if (died != null) {
            patient.setDeceased(new DateTimeType(died));
        } else if (dead != null) {
            patient.setDeceased(new BooleanType(dead));
        }

        assertThat(Death.mayBeBefore(LocalDate.of(2026, 11, 1), patient)).isEqualTo(expected);
    }
}
