package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.clinical.Code;

class DiagnosisCodesTest {
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10";

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10, M54.56, M54.5",
        "http://hl7.org/fhir/sid/icd-10, M5456, M54.5",
        "http://hl7.org/fhir/sid/icd-10, S83.60, S83.6",
        "http://hl7.org/fhir/sid/icd-10, M54.5, M54.5",
        "http://hl7.org/fhir/sid/icd-10, M16, M16",
        "http://hl7.org/fhir/sid/icd-10, low back, LOW BACK",
        "http://cihi.ca/fhir/CodeSystem/cihi-icd-10-ca, M54.5, M54.5",
        "http://hl7.org/fhir/sid/icd-10-CA, G43.90, G43.9",
        "https://fhir.infoway-inforoute.ca/CodeSystem/icd-10-ca, M17.11, M17.1",
        "urn:oid:2.16.840.1.113883.6.3, m25.5, M25.5"
    })
    void aDiagnosisIsReadUnderItsUsualName(String system, String code, String usual) {
        assertThat(DiagnosisCodes.usual(Code.of(system, code))).isEqualTo(Code.of(ICD, usual));
    }

    @Test
    void whatIsNoIcd10StaysAsItIs() {
        Code american = Code.of("http://hl7.org/fhir/sid/icd-10-cm", "M54.50");

        assertThat(DiagnosisCodes.usual(american)).isEqualTo(american);
        assertThat(DiagnosisCodes.category(american)).isEmpty();
    }

    @Test
    void aCategoryHoldsItsCodesAndNotItself() {
        assertThat(DiagnosisCodes.category(Code.of(ICD, "C50.9"))).contains(Code.of(ICD, "C50"));
        assertThat(DiagnosisCodes.category(Code.of(ICD, "C50"))).isEmpty();
    }
}
