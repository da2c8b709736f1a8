package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** What is in a code system; docs/operations: lookup, subsumes, validate-code. */
public final class CodeSystemProvider implements CapabilityOperations {
    private static final Set<String> VALIDATE = Set.of(
            "code", "display", "coding", "codeableConcept", "abstract", "displayLanguage", "url", "system", "version");

    private static final Set<String> LOOKUP =
            Set.of("code", "system", "version", "coding", "property", "displayLanguage");
    private static final Set<String> SUBSUMES = Set.of("codeA", "codeB", "codingA", "codingB", "system", "version");

    private final Definitions definitions;
    private final CodeSystems systems;
    private final CodeChecker checker;

    CodeSystemProvider(Definitions definitions, CodeSystems systems, CodeChecker checker) {
        this.definitions = definitions;
        this.systems = systems;
        this.checker = checker;
    }

    @Operation(
            name = "$lookup",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup")
    public Parameters lookup(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        Inputs inputs = new Inputs(request, body, LOOKUP, Set.of("property"));
        Coding code = coding(inputs, "code", "coding", null);
        Lookup lookup = new Lookup(Set.copyOf(inputs.texts("property")), inputs.text("displayLanguage"));
        return Answering.about(
                "code",
                () -> systems.require(code.getSystem(), code.getVersion()).describe(code.getCode(), lookup));
    }

    @Operation(
            name = "$subsumes",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes")
    public Parameters subsumes(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        Inputs inputs = new Inputs(request, body, SUBSUMES, Set.of());
        return Answering.about("codeA", () -> {
            String ofInstance = id == null ? null : system(id, inputs);
            Coding first = coding(inputs, "codeA", "codingA", ofInstance);
            Coding second = coding(inputs, "codeB", "codingB", ofInstance);
            if (!first.getSystem().equals(second.getSystem())) {
                throw Inputs.problem(
                        "codingB",
                        "Both codes are of one code system, not of " + first.getSystem() + " and "
                                + second.getSystem());
            }
            Codes codes = systems.require(first.getSystem(), first.getVersion());
            Parameters answer = new Parameters();
            Subsumption outcome = codes.relation(first.getCode(), second.getCode());
            answer.addParameter("outcome", new CodeType(outcome.code()));
            return answer;
        });
    }

    /** @param known code system of an instance; null where the client names it */
    private static Coding coding(Inputs inputs, String code, String coding, @Nullable String known) {
        if (inputs.has(code) == inputs.has(coding)) {
            throw Inputs.problem(code, "Send either " + code + " or " + coding);
        }
        if (inputs.has(coding)) {
            return inputs.coding(coding)
                    .filter(value -> value.hasSystem() && value.hasCode())
                    .orElseThrow(() -> Inputs.problem(coding, "A Coding has its system and its code: send both"));
        }
        String system = known == null ? inputs.require("system", "a code by itself is ambiguous") : known;
        return new Coding().setSystem(system).setVersion(inputs.text("version")).setCode(inputs.text(code));
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
