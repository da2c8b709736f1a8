package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;

class PackageTest {
    private final Map<String, byte[]> files = unpacked();

    @Test
    void packageHoldsEveryConformanceResourceOfGuideAndTerminology() {
        Stream<String> expected = Stream.concat(Guide.conformance().stream(), Guide.terminology().stream())
                .map(PackageTest::fileName)
                .map(name -> "package/" + name);

        assertThat(files.keySet()).containsAll(expected.toList()).contains("package/.index.json");
    }

    @Test
    void packageHoldsEveryExample() {
        assertThat(files.keySet())
                .containsAll(Guide.exampleNames().stream()
                        .map(name -> "package/example/" + name)
                        .toList())
                .contains("package/example/.index.json");
    }

    @Test
    void indexListsWhatIsThereAndNothingElse() throws IOException {
        List<String> listed = StreamSupport.stream(
                        json("package/.index.json").path("files").spliterator(), false)
                .map(file -> "package/" + file.path("filename").asText())
                .toList();

        assertThat(files.keySet().stream().filter(name -> name.matches("package/[A-Z][^/]*")))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void packageJsonSaysWhatTheGuideSays() throws IOException {
        JsonNode manifest = json("package/package.json");
        ImplementationGuide guide = Guide.conformance().stream()
                .filter(ImplementationGuide.class::isInstance)
                .map(ImplementationGuide.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(manifest.path("name").asText())
                .isEqualTo("painbridge.fhir.r4")
                .isEqualTo(guide.getPackageId());
        assertThat(manifest.path("version").asText()).isEqualTo("0.1.0").isEqualTo(guide.getVersion());
        assertThat(manifest.path("canonical").asText()).isEqualTo("https://painbridge.example/fhir");
        assertThat(manifest.path("fhirVersions").toString()).isEqualTo("[\"4.0.1\"]");
        assertThat(manifest.path("dependencies").path("hl7.fhir.r4.core").asText())
                .isEqualTo("4.0.1");
    }

    @Test
    void indexOnTheClassPathDescribesItsFiles() {
        assertThat(Guide.index("")).isNotEmpty().allSatisfy(file -> {
            JsonNode resource = Guide.json(
                    "/org/painbridge/profiles/" + file.path("filename").asText());
            for (String field : List.of("resourceType", "id", "url", "version", "kind")) {
                assertThat(resource.path(field)).as(field).isEqualTo(file.path(field));
            }
            assertThat(file.path("type").asText())
                    .isEqualTo(
                            resource.path("type").isTextual()
                                    ? resource.path("type").asText()
                                    : "");
        });
    }

    private JsonNode json(String name) throws IOException {
        return Guide.JSON.readTree(files.get(name));
    }

    private static String fileName(MetadataResource resource) {
        return resource.fhirType() + "-" + resource.getIdElement().getIdPart() + ".json";
    }

    /** Reads the archive by the POSIX rules, independently of the code that wrote it. */
    private static Map<String, byte[]> unpacked() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream archive = PackageTest.class.getResourceAsStream("/org/painbridge/profiles/package.tgz");
                DataInputStream tar =
                        new DataInputStream(new ByteArrayInputStream(new GZIPInputStream(archive).readAllBytes()))) {
            byte[] header = new byte[512];
            tar.readFully(header);
            while (header[0] != 0) {
                byte[] content = new byte[Integer.parseInt(text(header, 124, 11), 8)];
                tar.readFully(content);
                tar.skipNBytes((512 - content.length % 512) % 512);
                files.put(text(header, 0, 100), content);
                tar.readFully(header);
            }
            return files;
        } catch (IOException unreadable) {
            throw new IllegalStateException("package.tgz is not a tar archive", unreadable);
        }
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII).replace("\0", "");
    }
}
