package org.painbridge.server;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** {@code CodeSystem/error-code}, as the terminology module publishes it. */
public final class PublishedCodes {
    private PublishedCodes() {}

    public static CodeSystem codeSystem() {
        var file = PublishedCodes.class.getResourceAsStream("/org/painbridge/terminology/code-systems/error-code.json");
        try (var reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
            return FhirContext.forR4Cached().newJsonParser().parseResource(CodeSystem.class, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> codes() {
        return codeSystem().getConcept().stream()
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    /** The HTTP status of each code. */
    public static Map<String, Integer> statuses() {
        return codeSystem().getConcept().stream()
                .collect(Collectors.toMap(
                        ConceptDefinitionComponent::getCode,
                        concept -> concept.getPropertyFirstRep()
                                .getValueIntegerType()
                                .getValue()));
    }
}
