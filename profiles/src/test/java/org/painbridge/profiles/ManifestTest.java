package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed JSON is what the committed FSH compiles to: guide.sh wrote down the hashes of both. */
class ManifestTest {
    private static final Path GUIDE = Path.of("").toAbsolutePath();
    private static final Path OUTPUT = GUIDE.resolve("output");
    private static final Path MANIFEST = OUTPUT.resolve("manifest.json");

    private final JsonNode manifest = read();

    @Test
    void sourcesAreThoseTheGuideWasCompiledFrom() throws IOException {
        Map<String, String> sources = hashes(GUIDE.resolve("input"));
        sources.putAll(hashes(GUIDE.resolve("sushi-config.yaml")));
        sources.putAll(hashes(GUIDE.resolve("ig.ini")));

        assertThat(sources)
                .as("FSH and JSON disagree: run make guide and commit profiles/output")
                .isEqualTo(written("sources"));
    }

    @Test
    void outputsAreThoseTheCompilerWrote() throws IOException {
        Map<String, String> outputs = hashes(OUTPUT);
        outputs.remove("output/manifest.json");

        assertThat(outputs)
                .as("Generated JSON was changed by hand: change the FSH, run make guide and commit profiles/output")
                .isEqualTo(written("outputs"));
    }

    private Map<String, String> written(String part) {
        Map<String, String> hashes = new TreeMap<>();
        manifest.path(part)
                .properties()
                .forEach(file -> hashes.put(file.getKey(), file.getValue().asText()));
        return hashes;
    }

    private static Map<String, String> hashes(Path start) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(start)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(GUIDE.relativize(file).toString().replace('\\', '/'), sha256(file));
            }
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static JsonNode read() {
        try {
            return Guide.JSON.readTree(MANIFEST.toFile());
        } catch (IOException missing) {
            throw new IllegalStateException("No readable profiles/output/manifest.json: run make guide", missing);
        }
    }
}
