package org.painbridge.imaging.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Question;

/** The questions to put next. The linkId is the fact, so that answers map back without a table. */
final class QuestionnaireWriter {
    private static final String URL = "https://painbridge.example/fhir/Questionnaire/imaging-questions-";

    private final Language language;

    QuestionnaireWriter(Language language) {
        this.language = language;
    }

    Questionnaire questionnaire(ImagingVerdict.NeedsData needs, ImagingDecision decision) {
        return questionnaire(needs, needs.questions(), decision);
    }

    /** @param questions some of those that are asked */
    Questionnaire questionnaire(ImagingVerdict.NeedsData needs, List<Question> questions, ImagingDecision decision) {
        Questionnaire questionnaire = new Questionnaire();
        questionnaire
                .setUrl(URL + decision.id())
                .setStatus(PublicationStatus.ACTIVE)
                .addSubjectType("Patient");
        questionnaire.setLanguage(language.code());
        questionnaire.setDescription(needs.rules().notice().in(language));
        questions.forEach(question -> add(questionnaire, question));
        return questionnaire;
    }

    private void add(Questionnaire questionnaire, Question question) {
        questionnaire
                .addItem()
                .setLinkId(question.fact())
                .setText(question.text().in(language))
                .setType(
                        switch (question.type()) {
                            case BOOLEAN -> QuestionnaireItemType.BOOLEAN;
                            case DATE -> QuestionnaireItemType.DATE;
                            case QUANTITY -> QuestionnaireItemType.QUANTITY;
                        })
                .setRequired(true);
    }
}
