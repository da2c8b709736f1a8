package org.painbridge.dispensing.nms.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.nms.fhir.Submitted.NS;

import org.hl7.fhir.r4.model.MedicationDispense;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsReason;

/** The numbers by which people are named in a record. */
class SubmissionNumbersTest extends CheckedSubmissions {
    /** All formats of the table, each with a number that fits and the same with one sign more. */
    @ParameterizedTest
    @CsvSource({
        "ca-ab-patient-healthcare-id, 123456789",
        "ca-bc-patient-healthcare-id, 1234567890",
        "ca-mb-patient-healthcare-id, 123456789",
        "ca-nb-patient-healthcare-id, 123456789",
        "ca-nl-patient-healthcare-id, 123456789012",
        "ca-ns-patient-healthcare-id, 1234567890",
        "ca-nu-patient-healthcare-id, 123456789",
        "ca-nt-patient-healthcare-id, N1234567",
        "ca-pe-patient-healthcare-id, 123456789",
        "ca-qc-patient-healthcare-id, ABCD12345678",
        "ca-sk-patient-healthcare-id, 123456789",
        "ca-yt-patient-healthcare-id, 123456789",
        "ca-armed-forces-health-id, A12345678",
        "ca-royal-mounted-police-health-id, 123456",
        "ca-federal-firstnation-band-id, 1234567890",
        "ca-indigenous-northern-affairs-number, 12345678",
    })
    void numbersOfOtherKindsHaveTheirOwnForm(String system, String number) {
        MedicationDispense right = Submitted.dispense();
        identity(right).setSystem(NS + system).setValue(number);
        MedicationDispense wrong = Submitted.dispense();
        identity(wrong).setSystem(NS + system).setValue(number + "x");

        assertThat(check(right)).isEmpty();
        assertThat(check(wrong)).extracting(NmsProblem::reason).containsExactly(NmsReason.CLIENT_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "ca-on-license-physician", "ca-on-license-dental-surgeon", "ca-on-license-chiropodist",
        "ca-out-of-province-prescriber", "ca-on-license-midwife", "ca-on-license-pharmacist",
        "ca-on-license-optometrist", "ca-on-license-nurse"
    })
    void everyCollegeOfTheTableIsTaken(String system) {
        MedicationDispense dispense = Submitted.dispense();
        prescribed(dispense, system, "900001");

        assertThat(check(dispense)).isEmpty();
    }
}
