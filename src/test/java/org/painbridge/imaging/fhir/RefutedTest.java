package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it tells that a diagnosis was refuted. */
class RefutedTest {
    @ParameterizedTest
    @CsvSource({"C79.5, ", "363346000, not-met"})
    void aRefutedCodeIsANoOnlyWhereItCoversTheQuestion(String code, String state) {
        Condition refuted =
                ImagingRequests.condition(code.startsWith("C") ? ImagingRequests.ICD : ImagingRequests.SNOMED, code);
        refuted.setVerificationStatus(concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "refuted"));

        var order = ImagingRequests.lumbarMri().with(refuted).decide().asked().orElseThrow();

        assertThat(order.findings())
                .filteredOn(finding -> finding.fact().equals("cancer-history"))
                .extracting(finding -> finding.state().code())
                .isEqualTo(state == null ? List.of() : List.of(state));
    }

    @Test
    void aWideCodeBesideANarrowOneSaysNoMoreThanTheNarrow() {
        Condition refuted = ImagingRequests.condition(ImagingRequests.ICD, "C79.5");
        refuted.getCode().addCoding(new Coding(SNOMED, "363346000", null));
        refuted.setVerificationStatus(concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "refuted"));

        var order = ImagingRequests.lumbarMri().with(refuted).decide().asked().orElseThrow();

        assertThat(order.findings()).extracting(finding -> finding.fact()).doesNotContain("cancer-history");
    }
}
