package org.painbridge.terminology;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * Artifacts that come from a table are exactly what the table says; no artifact of such a kind is there without a
 * line.
 */
final class WrittenCheck implements Check {
    private static final List<TableArtifacts> SOURCES = List.of(new ProcedureArtifacts(), new ReasonArtifacts());
    private static final ObjectWriter HOUSE_STYLE = new ObjectMapper().writer(printer());

    @Override
    public List<String> problems(Content content) {
        Map<String, String> written = files(content);
        List<String> present = content.files();
        List<String> problems = new ArrayList<>();
        written.forEach((file, text) -> {
            if (!present.contains(file) || !content.text(file).equals(text)) {
                problems.add(file + " is not what its table says; rewrite it by: " + IndexCheck.REWRITE);
            }
        });
        present.stream()
                .filter(file -> file.matches("value-sets/(indication|finding)-.*"))
                .filter(file -> !written.containsKey(file))
                .forEach(file -> problems.add(file + " has no line in its table"));
        return problems;
    }

    static void rewrite(Content content) throws IOException {
        for (Map.Entry<String, String> file : files(content).entrySet()) {
            Files.writeString(content.root().resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> files(Content content) {
        Map<String, String> files = new TreeMap<>();
        SOURCES.stream()
                .flatMap(source -> source.of(content).stream())
                .forEach(artifact -> files.put(file(artifact), text(artifact)));
        return files;
    }

    private static String file(MetadataResource artifact) {
        return IdentityCheck.FOLDERS.get(artifact.fhirType()) + "/"
                + artifact.getIdElement().getIdPart() + ".json";
    }

    private static String text(MetadataResource artifact) {
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(artifact);
        try {
            return HOUSE_STYLE.writeValueAsString(new ObjectMapper().readTree(json)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI wrote what is not JSON: " + artifact.getId(), e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
