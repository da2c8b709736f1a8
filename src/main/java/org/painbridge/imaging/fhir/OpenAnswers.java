package org.painbridge.imaging.fhir;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;

/** The open questions of a decision as a QuestionnaireResponse to be put into the chart, with its Questionnaire in it. */
final class OpenAnswers {
    private static final String QUESTIONS = "painbridge-questions";

    private final ImagingVerdict.NeedsData needs;
    private final ImagingDecision decision;
    private final Language language;

    OpenAnswers(ImagingVerdict.NeedsData needs, ImagingDecision decision, Language language) {
        this.needs = needs;
        this.decision = decision;
        this.language = language;
    }

    /** To be filled in. */
    QuestionnaireResponse unanswered() {
        return response(QuestionnaireResponseStatus.INPROGRESS);
    }

    /** Every question answered with no. */
    QuestionnaireResponse allDenied() {
        QuestionnaireResponse response = response(QuestionnaireResponseStatus.COMPLETED);
        response.getItem().forEach(item -> item.addAnswer().setValue(new BooleanType(false)));
        return response;
    }

    private QuestionnaireResponse response(QuestionnaireResponseStatus status) {
        Questionnaire questions = new QuestionnaireWriter(language).questionnaire(needs, decision);
        questions.setId(QUESTIONS);
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.addContained(questions);
        response.setQuestionnaire("#" + QUESTIONS).setStatus(status);
        ServiceRequest order = decision.order();
        // A draft may never be stored; what refers to it could not be either.
        if (order.getIdElement().hasIdPart() && order.getStatus() != ServiceRequest.ServiceRequestStatus.DRAFT) {
            response.addBasedOn(
                    new Reference("ServiceRequest/" + order.getIdElement().getIdPart()));
        }
        response.setSubject(decision.order().getSubject().copy());
        response.setAuthoredElement(new DateTimeType(
                decision.evaluatedAt().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
        response.setItem(items());
        return response;
    }

    private List<QuestionnaireResponseItemComponent> items() {
        return needs.questions().stream()
                .map(question -> new QuestionnaireResponseItemComponent()
                        .setLinkId(question.fact())
                        .setText(question.text().in(language)))
                .toList();
    }
}
