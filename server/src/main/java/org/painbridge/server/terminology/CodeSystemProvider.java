package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** What is in a code system; docs/operations/validate-code.md. */
public final class CodeSystemProvider implements CapabilityOperations {
    private static final Set<String> VALIDATE = Set.of(
            "code", "display", "coding", "codeableConcept", "abstract", "displayLanguage", "url", "system", "version");

    private final Definitions definitions;
    private final CodeChecker checker;

    CodeSystemProvider(Definitions definitions, CodeChecker checker) {
        this.definitions = definitions;
        this.checker = checker;
    }

    @Operation(
            name = "$validate-code",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code")
    public Parameters validateCode(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        Inputs inputs = new Inputs(request, body, VALIDATE, Set.of());
        return Answering.about("url", () -> {
                    CodeQuestion question = CodeQuestion.of(inputs, system(id, inputs), inputs.text("version"));
                    return checker.inCodeSystem(question);
                })
                .parameters();
    }

    /** R4 calls it url here and system elsewhere; clients send either. */
    private @Nullable String system(@Nullable IdType id, Inputs inputs) {
        if (id != null) {
            return definitions
                    .byId(CodeSystem.class, id.getIdPart())
                    .orElseThrow(() -> NotHere.codeSystem("CodeSystem/" + id.getIdPart()))
                    .getUrl();
        }
        String url = inputs.text("url");
        return url == null ? inputs.text("system") : url;
    }
}
