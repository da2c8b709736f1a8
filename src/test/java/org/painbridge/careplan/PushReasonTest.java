package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PushReasonTest {
    @Test
    void theOperationsPageListsExactlyTheCodes() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations", "careplan-push.md"));

        assertThat(Pattern.compile("\\| `(careplan-push-[a-z-]+)`")
                        .matcher(page)
                        .results())
                .extracting(found -> found.group(1))
                .containsExactlyElementsOf(
                        Stream.of(PushReason.values()).map(PushReason::code).toList());
    }
}
