package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** Codes in other code systems; docs/operations/translate.md. */
public final class ConceptMapProvider implements CapabilityOperations {
    private final Definitions definitions;
    private final Translator translator;

    ConceptMapProvider(Definitions definitions, Translator translator) {
        this.definitions = definitions;
        this.translator = translator;
    }

    @Operation(
            name = "$translate",
            typeName = "ConceptMap",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate")
    public Parameters translate(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        Inputs inputs = new Inputs(request, body, TranslationQuestion.INPUTS, Set.of());
        TranslationQuestion question = TranslationQuestion.of(inputs);
        List<Translation> found = Answering.about("url", () -> {
            if (id != null) {
                return translator.translate(byId(id.getIdPart()), question);
            }
            String url = inputs.text("url");
            return url == null
                    ? translator.translate(question)
                    : translator.translate(Canonical.of(url, inputs.text("conceptMapVersion")), question);
        });
        return Translation.answer(found);
    }

    private ConceptMap byId(String id) {
        return definitions.byId(ConceptMap.class, id).orElseThrow(() -> NotHere.conceptMap("ConceptMap/" + id));
    }
}
