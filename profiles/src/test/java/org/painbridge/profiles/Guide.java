package org.painbridge.profiles;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The guide as a user of the jar sees it: index.json on the class path and what it lists. */
final class Guide {
    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROFILES = "/org/painbridge/profiles/";
    private static final String TERMINOLOGY = "/org/painbridge/terminology/";

    /** Read once: tests look at it by the hundred, and change only copies. */
    private static final List<MetadataResource> CONFORMANCE =
            index("").stream().map(file -> parse(PROFILES + name(file))).toList();

    private Guide() {}

    static List<JsonNode> index(String folder) {
        JsonNode files = json(PROFILES + folder + "index.json").path("files");
        return StreamSupport.stream(files.spliterator(), false).toList();
    }

    /** Conformance resources of the guide, in the order of the index. */
    static List<MetadataResource> conformance() {
        return CONFORMANCE;
    }

    static List<MetadataResource> terminology() {
        JsonNode files = json(TERMINOLOGY + "index.json").path("files");
        return StreamSupport.stream(files.spliterator(), false)
                .map(file -> parse(TERMINOLOGY + name(file)))
                .toList();
    }

    static Stream<StructureDefinition> structures() {
        return conformance().stream()
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast);
    }

    /** Profiles of resources, without the extensions. */
    static List<StructureDefinition> profiles() {
        return structures()
                .filter(each -> each.getKind() == StructureDefinition.StructureDefinitionKind.RESOURCE)
                .toList();
    }

    /** File names of the examples, such as Patient-example-patient.json. */
    static List<String> exampleNames() {
        return index("example/").stream().map(Guide::name).toList();
    }

    static ObjectNode example(String name) {
        return (ObjectNode) json(PROFILES + "example/" + name);
    }

    static List<ObjectNode> examplesOf(StructureDefinition profile) {
        return exampleNames().stream()
                .map(Guide::example)
                .filter(each -> each.path("meta").path("profile").toString().contains('"' + profile.getUrl() + '"'))
                .toList();
    }

    static String text(String path) {
        try (InputStream file = Guide.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("Not on the class path: " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    static JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException malformed) {
            throw new UncheckedIOException(path, malformed);
        }
    }

    private static MetadataResource parse(String path) {
        return (MetadataResource) FHIR.newJsonParser().parseResource(text(path));
    }

    private static String name(JsonNode file) {
        return file.path("filename").asText();
    }
}
