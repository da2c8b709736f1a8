package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.IndicationSuggestions;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.ProcedureCandidates;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;

/** From words to codes that a person may choose from; docs/operations/suggest-indications.md. */
public final class SuggestProvider implements CapabilityOperations {
    private static final List<String> NAMES = List.of("count", "language", "procedure", "text");
    private static final String VALUE_SET = "https://painbridge.example/fhir/ValueSet/";
    private static final int DEFAULT_COUNT = 5;
    private static final int MOST = 20;

    private final IndicationSuggestions suggestions;
    private final ProcedureCandidates candidates;

    SuggestProvider(IndicationSuggestions suggestions, ProcedureCandidates candidates) {
        this.suggestions = suggestions;
        this.candidates = candidates;
    }

    @Operation(
            name = "$suggest-indications",
            typeName = "ServiceRequest",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/suggest-indications")
    public Parameters suggest(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$suggest-indications", NAMES, request, body);
        String text = sent.one("text")
                .orElseThrow(() -> OperationParameters.problem("text", "Send text: why the image is wanted, in words"));
        int count = Math.min(sent.positive("count").orElse(DEFAULT_COUNT), MOST);
        Language language = Language.of(sent.one("language").orElse("en"));
        Parameters answer = new Parameters();
        suggestions.suggest(text, count).forEach(suggestion -> add(answer, suggestion, language));
        sent.one("procedure").stream()
                .flatMap(words -> candidates.of(words, count).stream())
                .forEach(candidate -> add(answer, candidate, language));
        return answer;
    }

    private static void add(Parameters answer, IndicationSuggestions.Suggestion suggestion, Language language) {
        ParametersParameterComponent part = answer.addParameter().setName("suggestion");
        part(part, "kind", new CodeType(suggestion.reason().kind().code()));
        part(part, "valueSet", new CanonicalType(VALUE_SET + suggestion.reason().valueSet()));
        part(part, "title", new StringType(suggestion.reason().title().in(language)));
        CodeableConcept codes = new CodeableConcept();
        suggestion
                .reason()
                .codes()
                .forEach(coded -> codes.addCoding()
                        .setSystem(coded.code().system())
                        .setCode(coded.code().code())
                        .setDisplay(coded.display()));
        part(part, "code", codes);
        part(part, "score", score(suggestion.score()));
        suggestion.matched().forEach(word -> part(part, "matched", new StringType(word)));
    }

    private static void add(Parameters answer, ProcedureCandidates.Candidate candidate, Language language) {
        ParametersParameterComponent part = answer.addParameter().setName("candidate");
        Procedure procedure = candidate.procedure();
        CodeableConcept concept =
                new CodeableConcept().setText(procedure.title().in(language));
        procedure
                .loinc()
                .ifPresent(code -> concept.addCoding().setSystem(code.system()).setCode(code.code()));
        concept.addCoding().setSystem(Procedure.SYSTEM).setCode(procedure.key());
        part(part, "procedure", concept);
        part(part, "score", score(candidate.score()));
    }

    private static DecimalType score(double score) {
        return new DecimalType(BigDecimal.valueOf(score).setScale(3, RoundingMode.HALF_UP));
    }

    private static void part(ParametersParameterComponent parent, String name, Type value) {
        parent.addPart().setName(name).setValue(value);
    }
}
