package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of vignettes, one row a test. A row is wrong or the pack is: a clinician can say which. */
class VignettesTest {
    private static final Path TABLES = Path.of("test/resources/org/painbridge/imaging/vignettes");

    private static final ImagingEngine ENGINE = ImagingPack.shippedEngine();
    private static final List<Vignette> VIGNETTES =
            tables().stream().flatMap(table -> Vignette.read(table).stream()).toList();

    private static List<String> tables() {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Vignette> vignettes() {
        return VIGNETTES;
    }

    static List<Scenario> scenarios() {
        return ImagingPack.RULES.scenarios();
    }

    @ParameterizedTest
    @MethodSource("vignettes")
    void theEngineSaysWhatTheVignetteExpects(Vignette vignette) {
        ImagingVerdict verdict = ENGINE.assess(vignette.order(ImagingPack.RULES));

        Said said = Said.of(verdict);
        assertThat(said.outcome()).as("%s", verdict).isEqualTo(vignette.get("expected"));
        assertThat(said.headlines()).contains(vignette.get("headline"));
        if (!vignette.get("first").isEmpty()) {
            assertThat(said.first()).isEqualTo(vignette.get("first"));
        }
    }

    @ParameterizedTest
    @MethodSource("vignettes")
    void inAnEmergencyNobodyIsToldToDoNothing(Vignette vignette) {
        if (ENGINE.assess(vignette.order(ImagingPack.RULES)) instanceof ImagingVerdict.Emergency emergency) {
            assertThat(emergency.alternatives())
                    .extracting(alternative -> alternative.option().procedureKey())
                    .doesNotContain(ImagingOption.NO_IMAGING);
        }
    }

    @ParameterizedTest
    @MethodSource("vignettes")
    void aVignetteIsWrittenInTheWordsOfTheTable(Vignette vignette) {
        assertThat(vignette.row().isConsistent()).isTrue();
        assertThat(Vignette.KINDS).contains(vignette.get("kind"));
        assertThat(Vignette.EXPECTED).contains(vignette.get("expected"));
        assertThat(vignette.get("story")).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioHasAVignetteOfEachKind(Scenario scenario) {
        Set<String> kinds = VIGNETTES.stream()
                .filter(vignette -> vignette.get("scenario").equals(scenario.id()))
                .map(vignette -> vignette.get("kind"))
                .collect(Collectors.toSet());

        assertThat(kinds).as(scenario.id()).containsAll(Vignette.KINDS);
    }

    @Test
    void noVignetteIsOfAScenarioThatIsNotThere() {
        Set<String> known = scenarios().stream().map(Scenario::id).collect(Collectors.toSet());

        assertThat(VIGNETTES).extracting(vignette -> vignette.get("scenario")).isSubsetOf(known);
    }
}
