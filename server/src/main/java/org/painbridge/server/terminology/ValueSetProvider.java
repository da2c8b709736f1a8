package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** What is in a value set; docs/operations/expand.md and validate-code.md. */
public final class ValueSetProvider implements CapabilityOperations {
    private static final Set<String> EXPAND = Set.of(
            "url",
            "valueSetVersion",
            "filter",
            "offset",
            "count",
            "includeDesignations",
            "includeDefinition",
            "activeOnly",
            "excludeNested",
            "excludeNotForUI",
            "excludePostCoordinated",
            "displayLanguage");
    private static final Set<String> VALIDATE = Set.of(
            "code",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "displayLanguage",
            "url",
            "valueSetVersion",
            "system",
            "systemVersion");

    private final ValueSets sets;
    private final Expander expander;
    private final CodeChecker checker;
    private final int mostCodes;
    private final Clock clock;

    ValueSetProvider(ValueSets sets, Expander expander, CodeChecker checker, int mostCodes, Clock clock) {
        this.sets = sets;
        this.expander = expander;
        this.checker = checker;
        this.mostCodes = mostCodes;
        this.clock = clock;
    }

    @Operation(
            name = "$expand",
            typeName = "ValueSet",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand")
    public ValueSet expand(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        Inputs inputs = new Inputs(request, body, EXPAND, Set.of());
        ExpansionPage page = ExpansionPage.of(inputs);
        return Answering.about("url", () -> {
            ValueSet valueSet = id == null ? sets.require(canonical(inputs).toString()) : sets.byId(id.getIdPart());
            return page.write(valueSet, expander.expand(valueSet).requireListed(), mostCodes, clock.instant());
        });
    }

    @Operation(
            name = "$validate-code",
            typeName = "ValueSet",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code")
    public Parameters validateCode(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        Inputs inputs = new Inputs(request, body, VALIDATE, Set.of());
        CodeQuestion question = CodeQuestion.of(inputs, inputs.text("system"), inputs.text("systemVersion"));
        return Answering.about(
                        "url",
                        () -> id == null
                                ? checker.inValueSet(canonical(inputs), question)
                                : checker.inValueSet(sets.byId(id.getIdPart()), question))
                .parameters();
    }

    private static Canonical canonical(Inputs inputs) {
        String url = inputs.require("url", "it is the canonical of the value set");
        return Canonical.of(url, inputs.text("valueSetVersion"));
    }
}
