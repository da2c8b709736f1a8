package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationNumbersTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.sql");

    /** No migration has these, and none will: databases ran higher ones already. */
    private static final List<Integer> FREE = List.of(19, 22, 25, 26, 32, 35, 41, 51, 52, 53, 59, 60, 62);

    @Test
    void numbersOnlyGrow() throws IOException {
        TreeSet<Integer> numbers = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                assertThat(name.matches()).as(file.toString()).isTrue();
                assertThat(numbers.add(Integer.valueOf(name.group(1))))
                        .as(file.toString())
                        .isTrue();
            });
        }

        assertThat(IntStream.rangeClosed(1, numbers.last()).boxed().filter(number -> !numbers.contains(number)))
                .as("a new migration has the number after the highest, and no free one below")
                .containsExactlyElementsOf(FREE);
    }
}
