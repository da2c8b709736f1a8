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
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** The implementation guide and its terminology, as this server carries them on its class path. */
final class Guide {
    private static final String PROFILES = "/org/painbridge/profiles/";
    private static final String TERMINOLOGY = "/org/painbridge/terminology/";
    /** The guide as a FHIR package. */
    static final String PACKAGE = PROFILES + "package.tgz";

    private final FhirContext context;
    private final ObjectMapper json = new ObjectMapper();

    Guide(FhirContext context) {
        this.context = context;
    }

    IValidationSupport validationSupport() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(context);
        for (String root : List.of(PROFILES, TERMINOLOGY)) {
            files(root).forEach(file -> support.addResource(resource(root + file)));
        }
        return support;
    }

    private List<String> files(String root) {
        try (InputStream bytes = open(root + "index.json")) {
            List<String> files = new ArrayList<>();
            for (JsonNode file : json.readTree(bytes).path("files")) {
                files.add(file.path("filename").asText());
            }
            return files;
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
