package org.painbridge.server.dispensing.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.clinical.PatientRef;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.Amount;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispensedDrug;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.HandedOver;
import org.painbridge.dispensing.HistoryFacts;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.PassReport;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.Providers;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.Supply;
import org.painbridge.dispensing.parquet.FactReader;
import org.painbridge.dispensing.parquet.Fence;
import org.painbridge.dispensing.parquet.FileProblem;
import org.springframework.util.unit.DataSize;

class RunFilesTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final DispensingEngine ENGINE =
            new DispensingEngine(RuleSet.fromClassPath(), DrugTable.from(TERMINOLOGY), MmeTables.from(TERMINOLOGY));

    @TempDir
    private Path folder;

    @Test
    void theFilesOfARunAreThereWhenItIsWholeAndCanBeReadByTheSameTableOfProductsOnly() throws IOException {
        Files.createDirectories(folder.resolve("run.unfinished/left-over"));
        PopulationPass pass = ENGINE.pass();
        HistoryFacts facts = new HistoryFacts(pass, new HistoryFacts.Keys(), List.of(history()));

        PassReport report;
        try (RunFiles files = RunFiles.of(settings(), "run", pass, "products A")) {
            files.facts(facts);
            report = pass.run(facts.again(), files);
            assertThat(folder.resolve("run")).doesNotExist();
            assertThat(files.finish(report.cells()))
                    .isEqualTo(folder.resolve("run").toString());
        }

        try (var made = Files.list(folder.resolve("run"))) {
            assertThat(made.map(Path::getFileName).map(Path::toString))
                    .contains(
                            "fact-000001.parquet",
                            "finding-000001.parquet",
                            "dose_interval-000001.parquet",
                            "overlap_interval-000001.parquet",
                            "cell-000001.parquet");
        }
        Fence fence = new Fence(folder.resolve("run").toString(), 1, 64);
        try (FactReader reader = new FactReader(fence, "products A");
                RunFiles none = new RunFiles.None()) {
            assertThat(ENGINE.pass().run(reader, none)).isEqualTo(report);
        }
        assertThatThrownBy(() -> new FactReader(fence, "products B"))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("another basis");
    }

    @Test
    void theFilesOfARunThatFailedAreThrownAway() {
        RunFiles files = RunFiles.of(settings(), "run", ENGINE.pass(), "products A");

        files.close();

        assertThat(folder).isEmptyDirectory();
    }

    private PopulationSettings settings() {
        return new PopulationSettings(Duration.ZERO, folder.toString(), DataSize.ofMegabytes(64));
    }

    private static DispenseHistory history() {
        PatientRef patient = new PatientRef("p");
        return DispenseHistory.of(
                patient,
                List.of(new Dispense(
                        new DispenseId("d"),
                        patient,
                        DispensedDrug.of(new Din("00125121")),
                        new Providers(Optional.of(new ProviderKey("licence|A")), Optional.empty()),
                        new Supply(Optional.of(new Amount(new BigDecimal("150"), "1")), Optional.of(30)),
                        HandedOver.on(LocalDate.of(2026, 6, 1)))));
    }
}
