package org.painbridge.server.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {
    private static final Path PATIENTS = Path.of("samples/02-patients.json");

    @TempDir
    private Path folder;

    @Test
    void itKnowsWhatTellsWhoAPatientIs() throws IOException {
        assertThat(PatientData.of(PATIENTS).values())
                .contains("9999000012", "416-555-0111", "1 Fictitious Avenue", "Ruth Example")
                .doesNotContain("");
    }

    @Test
    void aLineThatTellsOfAPatientFailsTheBuild() throws IOException {
        Path log = Files.writeString(folder.resolve("tests.log"), "started\nPatient?identifier=9999000012\nstopped\n");

        assertThatThrownBy(() -> LogCheck.main(new String[] {log.toString(), PATIENTS.toString()}))
                .hasMessageContaining("1 lines, the first: [2]");
    }

    @Test
    void aLogOfNobodyPasses() throws IOException {
        Path log = Files.writeString(folder.resolve("tests.log"), "started\nstopped\n");

        assertThat(LogCheck.telling(log, PatientData.of(PATIENTS))).isEmpty();
    }
}
