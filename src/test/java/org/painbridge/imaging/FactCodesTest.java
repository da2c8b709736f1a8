package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactCodesTest {
    private static final String REWRITE =
            "./mvnw -pl src -am test -Dtest=FactCodesTest -Dpainbridge.rewrite=true -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theTerminologyHasExactlyTheFactsOfTheCriteriaFiles() throws IOException {
        Map<Path, String> files = new FactCodes(ImagingPack.RULES).files();
        if (Boolean.getBoolean("painbridge.rewrite")) {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Files.writeString(file.getKey(), file.getValue());
            }
        }

        assertThat(files)
                .allSatisfy((path, text) -> assertThat(FactCodes.read(path))
                        .as(path + " and the criteria disagree; rewrite it by: " + REWRITE)
                        .isEqualTo(text));
    }
}
