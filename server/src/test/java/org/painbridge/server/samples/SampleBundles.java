package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/** The committed sample files as a server would read them. */
final class SampleBundles {
    static final FhirContext CONTEXT = context();

    private SampleBundles() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.list(SourceTable.SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Bundle> all() {
        return files().stream().map(file -> parse(Bundle.class, text(file))).toList();
    }

    static List<Resource> resources() {
        return all().stream()
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    static <T extends Resource> Stream<T> of(Class<T> kind) {
        return resources().stream().filter(kind::isInstance).map(kind::cast);
    }

    static Parameters push() {
        return parse(Parameters.class, text(SourceTable.SAMPLES.resolve(SampleFiles.PUSH)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends Resource> T parse(Class<T> kind, String json) {
        return CONTEXT.newJsonParser().parseResource(kind, json);
    }

    private static FhirContext context() {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }
}
