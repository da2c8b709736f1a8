package org.painbridge.server.dispensing.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DrugTable;
import org.springframework.util.unit.DataSize;

/** {@code make products}, and the setting that takes its result into use. */
class ProductFolderTest {
    private static final Terminology TERMINOLOGY = new Terminology();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void whatTheCommandMakesTheSettingTakesIntoUse() throws IOException {
        int status = run(new MadeExtract().zip(), "made");

        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 added, 0 changed, 109 gone", "made");
        assertThat(names(folder.resolve("made")))
                .containsExactlyInAnyOrder(
                        "monitored-products.csv", "product-ingredients.csv", "report.md", "report.json");
        DrugTable drugs = drugs("made");
        assertThat(drugs.product(new Din("99000001"))).isPresent();
        assertThat(drugs.products()).hasSize(1);
        assertThat(drugs.source()).contains("extract.zip, SHA-256 ");
    }

    @Test
    void aDamagedExtractLeavesNothing() throws IOException {
        int status = run(
                new MadeExtract().replace("drug.txt", "MORPHINE", "MORPHINE\"").zip(), "made");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing was written", "drug.txt:1: ");
        assertThat(names(folder)).containsExactly("extract.zip");
    }

    @Test
    void aFolderThatIsThereIsNotWrittenOver() throws IOException {
        run(new MadeExtract().zip(), "made");

        int status = run(new MadeExtract().zip(), "made");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already");
        assertThat(names(folder)).containsExactlyInAnyOrder("extract.zip", "made");
    }

    @Test
    void theTablesInUseCanBeComparedWith() throws IOException {
        run(new MadeExtract().zip(), "made");
        Path extract = folder.resolve("extract.zip");

        int status = run(List.of(
                extract.toString(),
                folder.resolve("again").toString(),
                folder.resolve("made").toString()));

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("0 added, 0 changed, 0 gone");
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        assertThat(run(List.of("extract.zip"))).isEqualTo(2);
        assertThat(run(List.of(
                        folder.resolve("none.zip").toString(),
                        folder.resolve("made").toString())))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage", "none.zip");
    }

    @Test
    void aBadTableEndsTheStartWithFolderFileLineAndReason() throws IOException {
        run(new MadeExtract().zip(), "made");
        Path products = folder.resolve("made").resolve("monitored-products.csv");
        Files.writeString(products, Files.readString(products).replace(",yes,", ",perhaps,"));

        assertThatThrownBy(() -> drugs("made"))
                .hasMessageContaining(folder.resolve("made").toString())
                .hasMessageContaining("monitored-products.csv:2: monitored is yes or no");
        assertThatThrownBy(() -> drugs("nowhere")).hasMessageContaining("there is no monitored-products.csv");
    }

    @Test
    void withoutTheSettingThePackagedTableCounts() {
        DrugTable drugs = new ProductsConfiguration()
                .drugTable(new ProductsConfiguration()
                        .productTables(TERMINOLOGY, new ProductSettings("", DataSize.ofMegabytes(1))));

        assertThat(drugs.products()).hasSize(109);
    }

    @Test
    void aLimitThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ProductSettings("", DataSize.ofBytes(0)))
                .hasMessageContaining("painbridge.dispensing.max-extract");
    }

    private DrugTable drugs(String made) {
        ProductsConfiguration configuration = new ProductsConfiguration();
        ProductSettings settings = new ProductSettings(folder.resolve(made).toString(), DataSize.ofMegabytes(1));
        return configuration.drugTable(configuration.productTables(TERMINOLOGY, settings));
    }

    private int run(byte[] extract, String made) throws IOException {
        Path file = folder.resolve("extract.zip");
        Files.write(file, extract);
        return run(List.of(file.toString(), folder.resolve(made).toString()));
    }

    private int run(List<String> arguments) {
        return ImportProducts.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
