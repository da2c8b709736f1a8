package org.painbridge.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;

/** The files of this module, or a copy of them with a planted defect. */
record Content(Path root) {
    static final String BASE = "https://painbridge.example/fhir/";
    static final List<String> FOLDERS = List.of("code-systems", "concept-maps", "value-sets");

    /** What was read, by its text: a copy with a planted defect differs from ours by one file, and no check changes what it looks at. */
    private static final Map<String, MetadataResource> READ = new ConcurrentHashMap<>();

    static Content ours() {
        return new Content(Path.of(System.getProperty("basedir", ".")));
    }

    /** Artifact files relative to the root, sorted, for example {@code value-sets/task-code.json}. */
    List<String> files() {
        return FOLDERS.stream()
                .flatMap(folder -> list(folder, ".json").stream())
                .toList();
    }

    List<Artifact> artifacts() {
        return files().stream().map(file -> new Artifact(file, parse(file))).toList();
    }

    MetadataResource parse(String file) {
        return READ.computeIfAbsent(text(file), Content::read);
    }

    private static MetadataResource read(String json) {
        return (MetadataResource) FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(json);
    }

    List<CodeSystem> codeSystems() {
        return resources(CodeSystem.class);
    }

    List<ValueSet> valueSets() {
        return resources(ValueSet.class);
    }

    List<ConceptMap> conceptMaps() {
        return resources(ConceptMap.class);
    }

    CodeSystem codeSystem(String id) {
        return (CodeSystem) parse("code-systems/" + id + ".json");
    }

    ValueSet valueSet(String id) {
        return (ValueSet) parse("value-sets/" + id + ".json");
    }

    List<Table> tables() {
        return list("tables", ".csv").stream()
                .map(file -> Table.read(file, root.resolve(file)))
                .toList();
    }

    Table table(String name) {
        String file = "tables/" + name + ".csv";
        return Table.read(file, root.resolve(file));
    }

    String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> List<T> resources(Class<T> type) {
        return artifacts().stream()
                .map(Artifact::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> list(String folder, String suffix) {
        try (Stream<Path> paths = Files.list(root.resolve(folder))) {
            return paths.map(path -> folder + "/" + path.getFileName())
                    .filter(file -> file.endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
