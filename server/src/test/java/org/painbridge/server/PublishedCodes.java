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
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;

/** {@code CodeSystem/error-code}, as the terminology module publishes it. */
public final class PublishedCodes {
    private PublishedCodes() {}

    public static CodeSystem codeSystem() {
        return published("code-systems", CodeSystem.class);
    }

    /** Of {@code ValueSet/error-code}. */
    static List<String> codesOfValueSet() {
        return published("value-sets", ValueSet.class).getCompose().getIncludeFirstRep().getConcept().stream()
                .map(ConceptReferenceComponent::getCode)
                .toList();
    }

    private static <T extends Resource> T published(String folder, Class<T> type) {
        var file =
                PublishedCodes.class.getResourceAsStream("/org/painbridge/terminology/" + folder + "/error-code.json");
        try (var reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
            return FhirContext.forR4Cached().newJsonParser().parseResource(type, reader);
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
