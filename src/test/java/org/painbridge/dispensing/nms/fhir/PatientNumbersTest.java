package org.painbridge.dispensing.nms.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.nms.fhir.Submitted.NS;

import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.dispensing.ProviderKey;

/** By which number a patient is told apart. */
class PatientNumbersTest extends CheckedSubmissions {
    private static final Optional<ProviderKey> HERE = pharmacy("PH-1");
    private static final Optional<ProviderKey> ELSEWHERE = pharmacy("PH-2");
    private static final String VENDOR = "https://vendor.example/client";

    @ParameterizedTest
    @CsvSource({"ONG", "ONO", "ONX"})
    void aNumberThatNobodyChecksStandsWithinOnePharmacyWhateverItsSystem(String kind) {
        Identifier untyped = completed(HERE, typed(kind, null));
        Identifier here = completed(HERE, typed(kind, VENDOR));
        Identifier again = completed(HERE, typed(kind, VENDOR), here);
        Identifier elsewhere = completed(ELSEWHERE, typed(kind, VENDOR));
        Identifier readHere = completed(ELSEWHERE, here.copy());

        assertThat(here.getSystem())
                .contains("/patient-identity-" + kind.toLowerCase(Locale.ROOT) + "-")
                .isEqualTo(untyped.getSystem())
                .isEqualTo(again.getSystem())
                .isNotEqualTo(elsewhere.getSystem());
        assertThat(readHere.getSystem()).isEqualTo(elsewhere.getSystem());
        assertThat(here.getValue()).isEqualTo("900001");
        assertThat(READER.isWeak(here)).isTrue();
    }

    @Test
    void theNumberOfTheSenderStaysBesideThatOfThePharmacyAndIsAddedToOnce() {
        Patient patient = patient(typed("ONO", VENDOR));

        READER.complete(patient, HERE);
        READER.complete(patient, HERE);

        assertThat(patient.getIdentifier()).hasSize(2);
        assertThat(patient.getIdentifierFirstRep().getSystem()).isEqualTo(VENDOR);
    }

    @Test
    void aNumberThatTellsWhoItIsGoesBeforeOneThatDoesNot() {
        Identifier alberta =
                new Identifier().setSystem(NS + "ca-ab-patient-healthcare-id").setValue("123456789");
        Identifier ontario =
                new Identifier().setSystem(NS + "ca-on-patient-hcn").setValue("9999999015");

        assertThat(completed(HERE, typed("ONO", VENDOR), alberta)).isSameAs(alberta);
        assertThat(completed(HERE, typed("ONO", VENDOR), alberta, ontario)).isSameAs(ontario);
    }

    @ParameterizedTest
    @CsvSource({"ON, ca-on-patient-hcn", "AB, ca-ab-patient-healthcare-id", "FNIAH,"})
    void aKindWithOneSystemGetsThatAndOneWithSeveralNone(String kind, String system) {
        Identifier number = completed(HERE, typed(kind, null));

        assertThat(number.getSystem()).isEqualTo(system == null ? null : NS + system);
        assertThat(READER.isWeak(number)).isFalse();
    }

    private static Identifier completed(Optional<ProviderKey> pharmacy, Identifier... numbers) {
        Patient patient = patient(numbers);
        READER.complete(patient, pharmacy);
        return READER.identity(patient.getIdentifier()).orElseThrow();
    }

    private static Patient patient(Identifier... numbers) {
        Patient patient = new Patient();
        for (Identifier number : numbers) {
            patient.addIdentifier(number);
        }
        return patient;
    }

    private static Identifier typed(String kind, String system) {
        Identifier number = new Identifier().setSystem(system).setValue("900001");
        typed(number, kind);
        return number;
    }

    private static Optional<ProviderKey> pharmacy(String number) {
        return Optional.of(ProviderKey.ofIdentifier(NS + "pharmacy", number));
    }
}
