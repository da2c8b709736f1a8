package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The implementation guide and its terminology, as this server carries them on its class path. They are read at the
 * first question, once.
 */
public final class Guide {
    private static final String PROFILES = "/org/painbridge/profiles/";
    private static final String TERMINOLOGY = "/org/painbridge/terminology/";
    /** The guide as a FHIR package. */
    static final String PACKAGE = PROFILES + "package.tgz";

    private static final String EXAMPLES = PROFILES + "example/";

    private final FhirContext context;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable List<MetadataResource> definitions;

    Guide(FhirContext context) {
        this.context = context;
    }

    /** @param others known beside it; where both define something, the guide counts */
    IValidationSupport validationSupport(List<MetadataResource> others) {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(context);
        others.forEach(support::addResource);
        definitions().forEach(support::addResource);
        return support;
    }

    /** Profiles, operations, code systems and all else that has a canonical URL. Callers do not change them. */
    public synchronized List<MetadataResource> definitions() {
        List<MetadataResource> known = definitions;
        if (known == null) {
            known = Stream.of(PROFILES, TERMINOLOGY)
                    .flatMap(root -> files(root).stream().map(file -> resource(root + file)))
                    .filter(MetadataResource.class::isInstance)
                    .map(MetadataResource.class::cast)
                    .toList();
            definitions = known;
        }
        return known;
    }

    /** The type that each profile is about, by its canonical URL, without reading the profiles. */
    Map<String, String> profiles() {
        Map<String, String> types = new TreeMap<>();
        for (JsonNode file : index(PROFILES)) {
            boolean profile = file.path("resourceType").asText().equals("StructureDefinition")
                    && file.path("kind").asText().equals("resource");
            if (profile) {
                types.put(file.path("url").asText(), file.path("type").asText());
            }
        }
        return types;
    }

    /** Its examples, for the validator to warm up with. */
    List<Resource> examples() {
        return files(EXAMPLES).stream()
                .map(file -> (Resource) resource(EXAMPLES + file))
                .toList();
    }

    private List<String> files(String root) {
        List<String> files = new ArrayList<>();
        for (JsonNode file : index(root)) {
            files.add(file.path("filename").asText());
        }
        return files;
    }

    private JsonNode index(String root) {
        try (InputStream bytes = open(root + "index.json")) {
            return json.readTree(bytes).path("files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IBaseResource resource(String path) {
        try (InputStreamReader reader = new InputStreamReader(open(path), StandardCharsets.UTF_8)) {
            return context.newJsonParser().parseResource(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream open(String path) {
        InputStream bytes = Guide.class.getResourceAsStream(path);
        if (bytes == null) {
            throw new IllegalStateException("The guide lacks " + path);
        }
        return bytes;
    }
}
