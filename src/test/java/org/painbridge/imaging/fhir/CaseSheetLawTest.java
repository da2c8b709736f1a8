package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.VerdictKind;

class CaseSheetLawTest {

    /** Else a back-test of the rules against themselves would find changes. */
    @ParameterizedTest
    @MethodSource("requests")
    void withoutThePersonTheVerdictIsTheSame(ImagingRequests request) {
        ImagingDecision decision = request.decide();
        CaseSheet sheet = ImagingRequests.IMAGING.sheet(decision.asked().orElseThrow());

        VerdictKind again = VerdictKind.of(
                ImagingRequests.IMAGING.judge(sheet.order(ImagingPack.LOW_BACK_PAIN, decision.evaluatedAt())));

        assertThat(again).isEqualTo(VerdictKind.of(decision.verdict()));
    }

    private static Stream<ImagingRequests> requests() {
        return Stream.of(
                lumbarMri(),
                withoutRedFlags("2026-09-14"),
                withoutRedFlags("2026-02-14"),
                lumbarMri().because(ImagingRequests.SNOMED, "192970008"),
                withoutRedFlags("2026-09-14").because(ImagingRequests.ICD, "M80.9"));
    }
}
