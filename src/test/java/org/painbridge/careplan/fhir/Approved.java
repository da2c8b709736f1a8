package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Resource;

/** Compares FHIR output with the file that a reviewer approved; {@code -Dpainbridge.rewrite=true} writes it anew. */
final class Approved {
    private static final Path FOLDER = Path.of("test", "resources", "careplan");

    private Approved() {}

    static void assertApproved(String name, Resource resource) throws IOException {
        String json = Pushes.json().setPrettyPrint(true).encodeResourceToString(resource) + "\n";
        Path file = FOLDER.resolve(name + ".approved.fhir.json");
        if (Boolean.getBoolean("painbridge.rewrite")) {
            Files.writeString(file, json);
        }

        assertThat(file).hasContent(json);
    }
}
