package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;

/** A folder of bundles as JSON files, one each. */
record BundleFolder(Path path, FhirContext context) {
    private static final String HOSPITALS = "hospitalInformation";
    private static final String PRACTITIONERS = "practitionerInformation";

    static BundleFolder of(String path) {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        return new BundleFolder(Path.of(path), context);
    }

    /** Synthea's hospitals, then its practitioners, since the bundles of patients refer to both; then by name. */
    List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.comparing(BundleFolder::rank).thenComparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No folder of bundles: " + path, e);
        }
    }

    Bundle read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return context.newJsonParser().parseResource(Bundle.class, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file, e);
        }
    }

    void write(String name, Bundle bundle) {
        try {
            Files.createDirectories(path);
            Files.writeString(path.resolve(name), context.newJsonParser().encodeResourceToString(bundle));
        } catch (IOException e) {
            throw new UncheckedIOException("Not writable: " + path.resolve(name), e);
        }
    }

    private static int rank(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(HOSPITALS) ? 0 : name.startsWith(PRACTITIONERS) ? 1 : 2;
    }
}
