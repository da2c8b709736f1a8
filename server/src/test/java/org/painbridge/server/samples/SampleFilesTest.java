package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With {@code -Dpainbridge.samples.write=true} it writes the files first; see server/samples/README.md. */
class SampleFilesTest {
    private static final long REVIEWABLE_BYTES = 2_000_000;

    private static final Map<String, String> GENERATED =
            new SampleFiles(SampleFiles.REFERENCE, SampleBundles.CONTEXT).all();

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("painbridge.samples.write")) {
            for (var file : GENERATED.entrySet()) {
                Path path = SourceTable.SAMPLES.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    @Test
    void committedFilesAreWhatTheTablesGive() {
        Map<String, String> committed = new TreeMap<>();
        SampleBundles.files().forEach(file -> committed.put(file.getFileName().toString(), SampleBundles.text(file)));
        committed.put(SampleFiles.PUSH, SampleBundles.text(SourceTable.SAMPLES.resolve(SampleFiles.PUSH)));

        assertThat(committed.keySet()).isEqualTo(GENERATED.keySet());
        assertThat(committed).allSatisfy((name, text) -> assertThat(text).isEqualTo(GENERATED.get(name)));
    }

    @Test
    void aSecondGeneratorGivesTheSameBytes() {
        assertThat(new SampleFiles(SampleFiles.REFERENCE, SampleBundles.CONTEXT).all())
                .isEqualTo(GENERATED);
    }

    @Test
    void filesStaySmallEnoughToReview() {
        assertThat(GENERATED.values().stream().mapToLong(String::length).sum()).isLessThan(REVIEWABLE_BYTES);
    }
}
