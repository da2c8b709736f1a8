package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No page sends its reader to a file that is not there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.concat(root, docs)
                                    .filter(file -> file.toString().endsWith(".md")),
                            Stream.of("terminology", "profiles", "server/samples", "server/synthea")
                                    .map(folder -> ROOT.resolve(folder).resolve("README.md")))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) {
        List<String> broken = LINK.matcher(Page.of(page.toString()).text())
                .results()
                .map(link -> link.group(1))
                .filter(target ->
                        !Files.exists(ROOT.resolve(page).resolveSibling(target).normalize()))
                .toList();

        assertThat(broken).isEmpty();
    }
}
