package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;

/** Reads answers: the linkId is the fact. An answer in words we do not know leaves the fact unknown. */
final class AnswerReader {
    private static final Set<String> GIVEN = Set.of("completed", "amended");

    private final RuleSet rules;

    AnswerReader(RuleSet rules) {
        this.rules = rules;
    }

    static boolean isGiven(QuestionnaireResponse response) {
        return response.getStatus() != null
                && GIVEN.contains(response.getStatus().toCode());
    }

    List<Finding> findings(QuestionnaireResponse response) {
        List<Finding> findings = new ArrayList<>();
        if (isGiven(response)) {
            response.getItem().forEach(item -> add(item, response, findings));
        }
        return findings;
    }

    private void add(QuestionnaireResponseItemComponent item, QuestionnaireResponse response, List<Finding> findings) {
        Fact fact = rules.facts().get(item.getLinkId());
        for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
            if (fact != null) {
                findings.add(finding(fact, answer.getValue(), Finding.Origin.ANSWER, source(item, response)));
            }
            answer.getItem().forEach(inner -> add(inner, response, findings));
        }
        item.getItem().forEach(inner -> add(inner, response, findings));
    }

    Finding finding(Fact fact, @Nullable Type value, Finding.Origin origin, FindingSource source) {
        return switch (fact.type()) {
            case BOOLEAN -> Finding.of(fact.id(), state(value), origin, source);
            case DATE -> {
                DateRange date = new FhirMoment(value).range();
                yield date == null
                        ? Finding.of(fact.id(), FactState.UNKNOWN, origin, source)
                        : Finding.of(fact.id(), date, origin, source);
            }
            case QUANTITY ->
                new Measured(value)
                        .in(fact.measure())
                        .map(number -> Finding.of(fact.id(), number, origin, source))
                        .orElseGet(() -> Finding.of(fact.id(), FactState.UNKNOWN, origin, source));
        };
    }

    private FactState state(@Nullable Type value) {
        return switch (value) {
            case BooleanType yes when yes.hasValue() -> yes.booleanValue() ? FactState.MET : FactState.NOT_MET;
            case Coding coding -> state(List.of(coding));
            case CodeableConcept concept -> state(concept.getCoding());
            case null, default -> FactState.UNKNOWN;
        };
    }

    private FactState state(List<Coding> codings) {
        return codings.stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> rules.answerWords().get(Code.of(coding.getSystem(), coding.getCode())))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(FactState.UNKNOWN);
    }

    private static FindingSource source(QuestionnaireResponseItemComponent item, QuestionnaireResponse response) {
        return new FindingSource(
                FindingReader.reference(response),
                "QuestionnaireResponse.repeat(item).where(linkId='" + item.getLinkId() + "').answer",
                null,
                new FhirMoment(response.getAuthoredElement()).day(),
                response.getAuthor().getReference());
    }
}
