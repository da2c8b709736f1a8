package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.state;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.SafetyIssue;

/** Charts as practices keep them: films, larger studies, other sides. */
class ChartOfPracticeTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String KEY = Procedure.SYSTEM;

    @Test
    void aKnownSpondyloarthritisOnRecordIsNotAskedFor() {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, "mr-sacroiliac-joint-wo"))
                        .setReasonCode(List.of(concept(ICD, "M45"))))
                .with(condition(ICD, "M45").setRecordedDateElement(new DateTimeType("2021-04-01")))
                .build();

        assertThat(state(ALL.decide(request), "known-axial-spondyloarthritis")).isEqualTo(FactState.MET);
    }

    /** The injury may be of yesterday. */
    @ParameterizedTest
    @CsvSource({
        "mr-shoulder-wo, M75.1, xr-shoulder, shoulder-xr-recent",
        "mr-thoracic-spine-wo, M54.6, xr-thoracic-spine, spine-radiograph-or-ct-done",
        "mr-thoracic-spine-wo, M80.0, ct-thoracic-spine-wo, spine-radiograph-or-ct-done",
        "mr-sacroiliac-joint-wo, M45, xr-sacroiliac-joint, sacroiliac-radiograph-done"
    })
    void whetherAFilmIsOfThisPainOrInjuryIsAsked(String procedure, String reason, String film, String fact) {
        ImagingDecision decision = ALL.decide(
                ImagingRequests.of(procedure, reason).with(report(film)).build());

        assertThat(state(decision, fact)).isEqualTo(FactState.UNKNOWN);
    }

    /** Osteoporosis, a fall of yesterday, and a radiograph of last month. */
    @Test
    void aFilmOfBeforeAFallIsNoReasonToPassOverTheRadiograph() {
        ImagingRequests request = ImagingRequests.of("mr-thoracic-spine-wo", "M54.6")
                .with(report("xr-thoracic-spine"))
                .answered(answers -> {
                    answer(answers, "trauma", new BooleanType(true));
                    answer(answers, "osteoporosis", new BooleanType(true));
                    List.of("any-cord-flag", "cancer-history", "vertebral-fracture-shown")
                            .forEach(fact -> answer(answers, fact, new BooleanType(false)));
                });

        assertThat(ALL.decide(request.build()).verdict()).isInstanceOf(ImagingVerdict.NeedsData.class);
    }

    /** Nor is an answer of then, for another pain of the same place. */
    @Test
    void anAnswerOfBeforeAFallIsNoneEither() {
        QuestionnaireResponse then = new QuestionnaireResponse();
        then.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED)
                .setAuthoredElement(new DateTimeType("2026-07-17"));
        answer(then, "spine-radiograph-or-ct-done", new BooleanType(true));
        answer(then, "vertebral-fracture-shown", new BooleanType(false));
        ImagingRequests request = ImagingRequests.of("mr-thoracic-spine-wo", "M54.6")
                .with(then)
                .answered(answers -> {
                    answer(answers, "trauma", new BooleanType(true));
                    answer(answers, "osteoporosis", new BooleanType(true));
                    List.of("any-cord-flag", "cancer-history")
                            .forEach(fact -> answer(answers, fact, new BooleanType(false)));
                });

        assertThat(ALL.decide(request.build()).verdict()).isInstanceOf(ImagingVerdict.NeedsData.class);
    }

    @ParameterizedTest
    @CsvSource({
        "mr-lumbar-spine-wo, mr-whole-spine-wo, true",
        "ct-pelvis-w, ct-abdomen-pelvis-w, true",
        "ct-abdomen-w, ct-abdomen-pelvis-w, true",
        "mr-whole-spine-wo, mr-lumbar-spine-wo, false",
        "mr-lumbar-spine-wo, mr-cervical-spine-wo, false"
    })
    void aLargerStudyMakesTheOrderARepeat(String ordered, String done, boolean repeat) {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, ordered)))
                .with(report(done))
                .build();

        List<String> gates = ALL.decide(request).verdict().issues().stream()
                .map(SafetyIssue::gate)
                .toList();

        assertThat(gates.contains(SafetyIssue.DUPLICATE)).isEqualTo(repeat);
    }

    @Test
    void aStudyOfTheOtherKneeIsNoRepeatAlsoByOneCodeOfJointAndSide() {
        ServiceRequest left = new ServiceRequest();
        left.setId("left");
        left.setSubject(patient())
                .setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED)
                .setCode(concept(KEY, "mr-knee-wo"))
                .setAuthoredOnElement(new DateTimeType("2026-08-05"))
                .addBodySite(concept(SNOMED, "82169009"));

        assertThat(repeats("82169009", left)).isTrue();
        assertThat(repeats("6757004", left)).isFalse();
    }

    @Test
    void aCardCallsRedFlagsByTheirNames() {
        ImagingDecision decision = ALL.decide(withoutRedFlags("2026-09-14")
                .ordered(order -> order.setCode(concept(KEY, "xr-lumbar-spine")))
                .answered(answers -> answer(answers, "any-neurological-flag", new BooleanType(true)))
                .build());

        String english = new CdsCards(Language.EN).card(decision).orElseThrow().detail();
        String french = new CdsCards(Language.FR).card(decision).orElseThrow().detail();

        assertThat(english).contains("- Any neurological red flag of the low back");
        assertThat(french)
                .contains("- Tout signe d'alarme neurologique lombaire")
                .doesNotContain("any-neurological-flag");
    }

    private static boolean repeats(String site, ServiceRequest earlier) {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, "mr-knee-wo"))
                        .setReasonCode(List.of(concept(ICD, "M17.1")))
                        .addBodySite(concept(SNOMED, site)))
                .with(earlier)
                .build();
        return ALL.decide(request).verdict().issues().stream()
                .anyMatch(issue -> issue.gate().equals(SafetyIssue.DUPLICATE));
    }

    private static Reference patient() {
        return new Reference("Patient/example");
    }

    /** It tells only when it was issued. */
    private static DiagnosticReport report(String procedure) {
        DiagnosticReport report = new DiagnosticReport();
        report.setId("report");
        return report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL)
                .setCode(concept(KEY, procedure))
                .setSubject(patient())
                .setIssuedElement(new InstantType("2026-09-10T09:00:00-04:00"));
    }
}
