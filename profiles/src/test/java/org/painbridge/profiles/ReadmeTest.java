package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void readmeNamesEveryDefinition() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Guide.conformance())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(readme).contains("`" + each.getIdElement().getIdPart() + "`"));
    }
}
