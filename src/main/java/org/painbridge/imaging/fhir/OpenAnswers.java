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
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Question;

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
        return response(needs.questions(), QuestionnaireResponseStatus.INPROGRESS);
    }

    /** Every red flag answered with no; nothing is said of the rest, whose "no" may mean anything. */
    QuestionnaireResponse flagsDenied() {
        QuestionnaireResponse response = response(flags(), QuestionnaireResponseStatus.COMPLETED);
        response.getItem().forEach(item -> item.addAnswer().setValue(new BooleanType(false)));
        return response;
    }

    /** The red flags that are asked for. */
    List<Question> flags() {
        return needs.questions().stream()
                .filter(question -> question.redFlag() && question.type() == Fact.Type.BOOLEAN)
                .toList();
    }

    private QuestionnaireResponse response(List<Question> asked, QuestionnaireResponseStatus status) {
        Questionnaire questions = new QuestionnaireWriter(language).questionnaire(needs, asked, decision);
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
        response.setItem(items(asked));
        return response;
    }

    private List<QuestionnaireResponseItemComponent> items(List<Question> asked) {
        return asked.stream()
                .map(question -> new QuestionnaireResponseItemComponent()
                        .setLinkId(question.fact())
                        .setText(question.text().in(language)))
                .toList();
    }
}
