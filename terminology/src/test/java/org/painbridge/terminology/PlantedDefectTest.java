package org.painbridge.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each line of planted-defects.csv puts one defect into a copy of our content; the check named there must find it. */
class PlantedDefectTest {
    private static final Map<String, Check> CHECKS = ContentTest.checks().stream()
            .collect(Collectors.toMap(check -> check.getClass().getSimpleName(), Function.identity()));

    @TempDir
    Path copy;

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "planted-defects.csv", numLinesToSkip = 1, emptyValue = "")
    void aPlantedDefectIsFound(String check, String file, String sound, String defect, String problem)
            throws IOException {
        Content planted = copyOfOurs();
        String text = planted.text(file);
        assertThat(text).contains(sound);

        Files.writeString(
                copy.resolve(file), text.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(defect)));

        assertThat(CHECKS.get(check).problems(planted)).anyMatch(found -> found.contains(problem));
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "misplaced-files.csv", numLinesToSkip = 1)
    void anArtifactInTheWrongFileIsFound(String from, String to, String problem) throws IOException {
        Content planted = copyOfOurs();

        Files.copy(copy.resolve(from), copy.resolve(to));

        assertThat(CHECKS.get("IdentityCheck").problems(planted)).anyMatch(found -> found.contains(problem));
        assertThat(CHECKS.get("IndexCheck").problems(planted)).anyMatch(found -> found.contains(IndexCheck.REWRITE));
    }

    @Test
    void everyCheckHasAPlantedDefect() throws IOException {
        try (var defects = PlantedDefectTest.class.getResourceAsStream("planted-defects.csv")) {
            String text = new String(defects.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(CHECKS.keySet()).allSatisfy(check -> assertThat(text).contains("\n" + check + ","));
        }
    }

    private Content copyOfOurs() throws IOException {
        Path ours = Content.ours().root();
        for (String folder : Content.FOLDERS) {
            copy(ours, folder);
        }
        copy(ours, "tables");
        Files.copy(ours.resolve("index.json"), copy.resolve("index.json"));
        return new Content(copy);
    }

    private void copy(Path ours, String folder) throws IOException {
        Files.createDirectory(copy.resolve(folder));
        try (Stream<Path> files = Files.list(ours.resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder).resolve(file.getFileName()));
            }
        }
    }
}
