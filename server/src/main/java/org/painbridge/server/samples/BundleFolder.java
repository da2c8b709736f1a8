package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
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
record BundleFolder(Path path) {
    private static final String HOSPITALS = "hospitalInformation";
    private static final String PRACTITIONERS = "practitionerInformation";

    /**
     * Synthea's hospitals, then its practitioners, since the bundles of patients refer to both; then by name.
     *
     * @throws IllegalArgumentException if there is no such folder, or nothing in it
     */
    List<Path> files() {
        try (Stream<Path> all = Files.list(path)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.comparing(BundleFolder::rank).thenComparing(Path::getFileName))
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("No .json files in " + path);
            }
            return files;
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a folder that can be read: " + path, e);
        }
    }

    Bundle read(FhirContext context, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return context.newJsonParser().parseResource(Bundle.class, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file, e);
        }
    }

    void write(FhirContext context, String name, Bundle bundle) {
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
