package org.painbridge.dispensing.dpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.Product;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.ProductTables.Row;
import org.painbridge.dispensing.dpd.ExtractFiles.Drug;

class ProductImportTest {
    private static final ProductTables PACKAGED = ProductTables.packaged(Library.TERMINOLOGY);
    private static final ExtractLimits LIMITS = ExtractLimits.of(64 << 20);

    private final ExtractFiles extract = ExtractFiles.of(PACKAGED);
    private final List<String> told = new ArrayList<>();

    @Test
    void anExtractOfThePresentTablesGivesThePresentTables() {
        ImportedProducts imported = run();

        ProductTables again = ProductTables.read(imported.products(), imported.ingredients(), Library.TERMINOLOGY);
        assertThat(cells(again.products())).isEqualTo(cells(PACKAGED.products()));
        assertThat(cells(again.ingredients())).isEqualTo(cells(PACKAGED.ingredients()));
        assertThat(imported.report().changes()).isEqualTo(new ImportReport.Changes(List.of(), List.of(), List.of()));
        assertThat(imported.report().notUnderstood()).isEmpty();
        assertThat(imported.report().counts().monitored()).isEqualTo(103);
        assertThat(imported.report().counts().drugs()).isEqualTo(112);
        assertThat(imported.report().counts().byClass())
                .containsEntry("opioid", 79L)
                .containsEntry("opioid-antagonist", 6L);
    }

    @Test
    void eachLineNamesTheExtractItsDateAndItsHash() {
        byte[] zip = extract.zip();

        ImportedProducts imported = run(zip);

        ProductTables tables = ProductTables.read(imported.products(), imported.ingredients(), Library.TERMINOLOGY);
        assertThat(tables.source())
                .isEqualTo("Health Canada DPD marketed extract 2026-04-01 (allfiles.zip, SHA-256 "
                        + imported.report().source().sha256() + ")");
        assertThat(imported.report().source().sha256()).matches("[0-9a-f]{64}");
        assertThat(told).contains("reading ingred.txt").last().asString().startsWith("writing ");
    }

    @Test
    void theReportTellsWhatWasAddedChangedAndIsGone() {
        extract.with(Drug.of("99000001", "INVENTED MORPHINE").ingredient("MORPHINE SULFATE", "7.50", "MG", "", ""))
                .replace("ingred.txt", "\"MORPHINE SULFATE\",\"I\",\"10\"", "\"MORPHINE SULFATE\",\"I\",\"11\"")
                .replace("drug.txt", "\"02014203\"", "\"99000002\"");

        ImportReport report = run().report();

        assertThat(report.changes().added())
                .extracting(ImportReport.Product::din, ImportReport.Product::ingredients)
                .containsExactly(
                        tuple("99000001", "morphine sulfate 7.5 mg"), tuple("99000002", "morphine sulfate 5 mg"));
        assertThat(report.changes().gone())
                .extracting(ImportReport.Product::din)
                .containsExactly("02014203");
        assertThat(report.changes().changed()).singleElement().satisfies(change -> {
            assertThat(change.din()).isEqualTo("00594644");
            assertThat(change.cells())
                    .extracting(ImportReport.Change.Cell::column)
                    .containsExactly("ingredients", "lines of product-ingredients.csv");
            assertThat(change.cells().getFirst().after()).isEqualTo("morphine sulfate 11 mg");
        });
        assertThat(report.markdown())
                .contains("## Added (2)", "## Changed (1)", "## Gone (1)", "| 02014203 | Ms.Ir |", "| opioid | 80 |");
    }

    @Test
    void aSubstanceOnNoListStaysUnknownAndSoDoesItsProduct() {
        extract.with(
                Drug.of("99000001", "INVENTED NOVELTY").ingredient("NOVELTADOL HYDROCHLORIDE", "10", "MG", "", ""));

        ImportedProducts imported = run();

        assertThat(imported.report().notUnderstood()).singleElement().satisfies(open -> {
            assertThat(open.din()).isEqualTo("99000001");
            assertThat(open.unknown()).containsExactly("the class of noveltadol hydrochloride", "the class");
        });
        DrugTable drugs = table(imported);
        assertThat(drugs.product(new Din("99000001"))).isEmpty();
        assertThat(drugs.monitored(new Din("99000001"))).contains(true);
    }

    @Test
    void whatTheExtractHasWithoutScheduleCountsAsNotMonitoredBesideAnOpioidOnly() {
        extract.with(Drug.of("99000001", "INVENTED COMPOUND")
                        .as("SYRUP", "ORAL")
                        .ingredient("GUAIFENESIN", "100", "MG", "5", "ML")
                        .ingredient("CODEINE PHOSPHATE", "10", "MG", "5", "ML"))
                .with(Drug.of("99000002", "INVENTED STRANGER").ingredient("GUAIFENESIN", "100", "MG", "", ""));

        ImportedProducts imported = run();

        assertThat(table(imported).product(new Din("99000001")))
                .get()
                .extracting(Product::ingredients)
                .asString()
                .contains("guaifenesin, drugClass=not-monitored", "codeine, drugClass=opioid");
        assertThat(imported.report().notUnderstood())
                .extracting(ImportReport.Open::din)
                .containsExactly("99000002");
    }

    @Test
    void strengthsThatAreNotCountedInOurUnitsStayUnknown() {
        extract.with(Drug.of("99000001", "INVENTED SOLUTION")
                        .as("SOLUTION", "ORAL")
                        .ingredient("MORPHINE SULFATE", "1", "%", "", ""))
                .with(Drug.of("99000002", "INVENTED PAIR")
                        .ingredient("MORPHINE SULFATE", "5", "MG", "", "")
                        .ingredient("MORPHINE SULFATE", "10", "MG", "", ""))
                .with(Drug.of("99000003", "INVENTED DRINK")
                        .as("SOLUTION", "ORAL")
                        .ingredient("MORPHINE SULFATE", "10", "MG", "", ""))
                .with(Drug.of("99000004", "INVENTED VIAL")
                        .as("SOLUTION", "INTRAVENOUS")
                        .ingredient("MORPHINE SULFATE", ".5", "G", "10", "ML"));

        ImportedProducts imported = run();

        assertThat(imported.report().notUnderstood())
                .extracting(ImportReport.Open::din)
                .containsExactly("99000001", "99000002", "99000003");
        assertThat(imported.report().notUnderstood().getFirst().unknown())
                .containsExactly("the strength of morphine sulfate: 1 %");
        assertThat(imported.ingredients()).contains("99000004,morphine,opioid,morphine sulfate,500,mg,10,mL,");
        assertThat(table(imported).product(new Din("99000002"))).isEmpty();
    }

    @Test
    void aFormThatNoFactorTableSpeaksOfIsUnknownAndTheClassIsNot() {
        extract.with(Drug.of("99000001", "INVENTED SUPPOSITORY")
                .as("SUPPOSITORY", "RECTAL")
                .ingredient("MORPHINE SULFATE", "10", "MG", "", "TAB"));

        ImportedProducts imported = run();

        Product product = table(imported).product(new Din("99000001")).orElseThrow();
        assertThat(product.form().mmeForm()).isEmpty();
        assertThat(product.ingredients().getFirst().drugClass()).isEqualTo("opioid");
        assertThat(imported.report().notUnderstood().getFirst().unknown())
                .containsExactly("the form in which factor tables know it");
    }

    @Test
    void productsOfSeveralRoutesFormsOrClassesAreNotGuessedAt() {
        extract.with(Drug.of("99000001", "INVENTED EITHER WAY")
                        .as("TABLET", "ORAL", "SUBLINGUAL")
                        .ingredient("BUPRENORPHINE", "2", "MG", "", ""))
                .with(Drug.of("99000002", "INVENTED CALM")
                        .ingredient("LORAZEPAM", "1", "MG", "", "")
                        .ingredient("PHENOBARBITAL", "15", "MG", "", ""))
                .with(Drug.of("99000003", "INVENTED HALF")
                        .stating(2)
                        .ingredient("CODEINE PHOSPHATE", "30", "MG", "", ""));

        ImportedProducts imported = run();

        assertThat(imported.report().notUnderstood())
                .extracting(ImportReport.Open::unknown)
                .containsExactly(
                        List.of("the form in which factor tables know it", "whether it is for agonist treatment"),
                        List.of("the class: it is of several, [barbiturate, benzodiazepine]"),
                        List.of("the class: drug.txt says 2 ingredients, ingred.txt has 1"));
    }

    @Test
    void agonistTreatmentIsToldByProductNotByAtc() {
        extract.with(Drug.of("99000001", "METHADOSE INVENTED")
                        .as("SOLUTION", "ORAL")
                        .ingredient("METHADONE HYDROCHLORIDE", "10", "MG", "", "ML"))
                .with(Drug.of("99000002", "INVENTED METHADONE")
                        .ingredient("METHADONE HYDROCHLORIDE", "5", "MG", "", ""))
                .with(Drug.of("99000003", "INVENTED PATCH")
                        .as("PATCH", "TRANSDERMAL")
                        .ingredient("BUPRENORPHINE", "5", "MCG", "", "HOUR"));

        ProductTables tables = tables(run());

        Map<String, String> oat = new TreeMap<>();
        tables.products().stream()
                .filter(row -> row.get("din").startsWith("9900"))
                .forEach(row -> oat.put(row.get("din"), row.get("oat") + row.get("wear_hours")));
        assertThat(oat).isEqualTo(Map.of("99000001", "only", "99000002", "by-indication", "99000003", "no168"));
    }

    private ImportedProducts run() {
        return run(extract.zip());
    }

    private ImportedProducts run(byte[] zip) {
        return new ProductImport(Library.TERMINOLOGY, PACKAGED, LIMITS).run("allfiles.zip", zip, told::add);
    }

    private static ProductTables tables(ImportedProducts imported) {
        return ProductTables.read(imported.products(), imported.ingredients(), Library.TERMINOLOGY);
    }

    private static DrugTable table(ImportedProducts imported) {
        return DrugTable.from(tables(imported));
    }

    /** By DIN, but for the source; in the order of DIN and ingredient. */
    private static List<Map<String, String>> cells(List<Row> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, String> cells = new TreeMap<>(row.cells());
                    cells.remove("source");
                    return cells;
                })
                .sorted(Comparator.comparing(Map::toString))
                .toList();
    }
}
