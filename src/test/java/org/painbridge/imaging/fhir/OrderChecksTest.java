package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.Urgency;

/** One resource that cannot be used keeps no order from its rating; it is named, and does not count. */
class OrderChecksTest {
    private static final String PAIN_SINCE = "2026-09-20";

    static Stream<Resource> unusable() {
        Condition modified = condition(ICD, "G83.4");
        modified.addModifierExtension().setUrl("https://example.org/not-really").setValue(new BooleanType(true));
        return Stream.of(modified, new Observation(), new DiagnosticReport(), new MedicationDispense());
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeUsedIsLeftOutAndNamed(Resource stray) {
        ImagingDecision plain = withoutRedFlags(PAIN_SINCE).decide();

        ImagingDecision decision = withoutRedFlags(PAIN_SINCE).with(stray).decide();

        assertThat(decision.result()).isEqualTo(plain.result()).isEqualTo("not-appropriate");
        assertThat(decision.verdict().urgency()).isEqualTo(Urgency.ROUTINE);
        assertThat(decision.leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.expression()).startsWith(stray.fhirType()));
        assertThat(warnings(decision))
                .singleElement()
                .satisfies(issue ->
                        assertThat(issue.getExpression().getFirst().getValue()).startsWith(stray.fhirType()));
    }

    @Test
    void answersToOtherQuestionsNeedNoDay() {
        QuestionnaireResponse other = undated("phq-9-item-1");

        ImagingDecision decision = withoutRedFlags(PAIN_SINCE).with(other).decide();

        assertThat(decision.result()).isEqualTo("not-appropriate");
        assertThat(decision.leftOut()).isEmpty();
    }

    @Test
    void answersToOurQuestionsWithoutADayAreSentBack() {
        QuestionnaireResponse ours = undated("saddle-anaesthesia");

        assertThat(problems(withoutRedFlags(PAIN_SINCE).with(ours).decide()))
                .containsExactly(MissingElement.Problem.ABSENT);
    }

    @Test
    void dataOfAnotherPersonIsSentBackAndTheRestIsStillLookedAt() {
        Condition theirs = condition(ICD, "C79.5");
        theirs.setSubject(new Reference("Patient/other"));
        Condition own = condition(ICD, "G83.4");
        own.setId("own");

        ImagingDecision decision =
                withoutRedFlags(PAIN_SINCE).with(theirs).with(own).decide();

        assertThat(problems(decision)).containsExactly(MissingElement.Problem.OTHER_PATIENT);
        assertThat(decision.verdict().urgency()).isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void aReasonThatCannotBeUsedIsNone() {
        Condition reason = condition(ICD, "M54.5");
        reason.setId("reason");
        reason.addModifierExtension().setUrl("https://example.org/not-really").setValue(new BooleanType(true));

        ImagingDecision decision = ImagingRequests.lumbarMri()
                .ordered(order -> order.getReasonCode().clear())
                .ordered(order -> order.addReasonReference(new Reference("Condition/reason")))
                .with(reason)
                .decide();

        assertThat(problems(decision)).containsExactly(MissingElement.Problem.UNRESOLVED);
    }

    private static QuestionnaireResponse undated(String question) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
        return answer(answers, question, new BooleanType(true));
    }

    private static List<MissingElement.Problem> problems(ImagingDecision decision) {
        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.NotRecognised.class);
        return ((ImagingVerdict.NotRecognised) decision.verdict())
                .missing().stream().map(MissingElement::problem).toList();
    }

    private static List<OperationOutcome.OperationOutcomeIssueComponent> warnings(ImagingDecision decision) {
        Parameters answer = ImagingRequests.WRITER.parameters(decision);
        OperationOutcome outcome =
                (OperationOutcome) answer.getParameter("outcome").getResource();
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.WARNING)
                .toList();
    }
}
