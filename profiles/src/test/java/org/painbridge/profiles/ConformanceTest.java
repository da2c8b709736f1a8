package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions themselves: valid FHIR, and a statement of requirements that names all of them. */
class ConformanceTest {
    /**
     * All but the extensions: to judge one, the HL7 validator makes its snapshot anew and asks a package registry for R4. Theirs are
     * proved by the examples that use them and by RefusalsTest.
     */
    static List<String> files() {
        return Guide.index("").stream()
                .filter(file -> !file.path("type").asText().equals("Extension"))
                .map(file -> file.path("filename").asText())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void definitionIsValid(String name) {
        JsonNode definition = Guide.json("/org/painbridge/profiles/" + name);

        assertThat(Hl7Validator.errors(definition)).isEmpty();
    }

    @Test
    void requirementsNameEveryProfile() {
        Set<String> named = requirements().stream()
                .flatMap(resource -> resource.getSupportedProfile().stream())
                .map(PrimitiveType::getValue)
                .collect(Collectors.toSet());

        assertThat(Guide.profiles()).extracting(MetadataResource::getUrl).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void requirementsNameEveryOperationAtItsResource() {
        Stream<String> ofTypes = requirements().stream()
                .flatMap(resource -> resource.getOperation().stream()
                        .map(each -> resource.getType() + " $" + each.getName() + " " + each.getDefinition()));
        Stream<String> ofTheServer = rest().flatMap(rest -> rest.getOperation().stream())
                .map(each -> "server $" + each.getName() + " " + each.getDefinition());
        List<String> named = Stream.concat(ofTypes, ofTheServer).toList();

        List<String> defined = Guide.conformance().stream()
                .filter(OperationDefinition.class::isInstance)
                .map(OperationDefinition.class::cast)
                .map(each -> (each.getResource().isEmpty()
                                ? "server"
                                : each.getResource().getFirst().getValue()) + " $" + each.getCode() + " "
                        + each.getUrl())
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(defined);
    }

    private static List<CapabilityStatementRestResourceComponent> requirements() {
        return rest().flatMap(rest -> rest.getResource().stream()).toList();
    }

    private static Stream<CapabilityStatementRestComponent> rest() {
        return Guide.conformance().stream()
                .filter(CapabilityStatement.class::isInstance)
                .map(CapabilityStatement.class::cast)
                .flatMap(statement -> statement.getRest().stream());
    }
}
