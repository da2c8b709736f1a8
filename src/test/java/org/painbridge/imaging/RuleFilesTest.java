package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFilesTest {
    private static final Path SHIPPED = Path.of("main/resources/org/painbridge/imaging");

    static List<String> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.map(file -> SHIPPED.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedFileHasTheFormThatItsSchemaDescribes(String file) {
        assertThat(RuleFileSchema.errors(file, PackFiles.shipped().read(file))).isEmpty();
    }

    @Test
    void thePackNamesEveryFileThatIsShipped() throws IOException {
        YamlMap pack = YamlMap.parse("pack.yaml", PackFiles.shipped().read("pack.yaml"));

        assertThat(shipped())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                List.of("pack.yaml", pack.text("sources"), pack.text("gates")),
                                pack.texts("criteria"),
                                pack.texts("rules"),
                                pack.texts("overlays"))
                        .flatMap(List::stream)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack", "sources", "criteria", "rules", "gates", "overlays"})
    void everySchemaIsASchema(String kind) {
        assertThat(RuleFileSchema.errorsOf(kind)).isEmpty();
    }
}
