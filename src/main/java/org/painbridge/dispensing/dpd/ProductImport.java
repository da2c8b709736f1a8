package org.painbridge.dispensing.dpd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.ProductTables;

/** Rebuilds the tables of products from an extract, and says how they differ from those in use. */
public final class ProductImport {
    private final Terminology terminology;
    private final ProductTables inUse;
    private final ExtractLimits limits;

    /** @param inUse the tables that the new ones are compared with */
    public ProductImport(Terminology terminology, ProductTables inUse, ExtractLimits limits) {
        this.terminology = terminology;
        this.inUse = inUse;
        this.limits = limits;
    }

    /**
     * @param name of the extract, for messages and the column {@code source}
     * @param zip the archive itself
     * @param progress told what is being done, again and again
     * @throws DamagedExtract with file, line and reason if the extract cannot be relied on
     */
    public ImportedProducts run(String name, byte[] zip, Consumer<String> progress) {
        DpdExtract extract = DpdExtract.read(name, zip, limits, progress);
        ProductMaker maker = new ProductMaker(extract.drugs());
        List<MadeProduct> made = extract.drugs().stream()
                .filter(maker::isListed)
                .map(maker::make)
                .sorted(Comparator.comparing(MadeProduct::din))
                .toList();
        if (made.isEmpty()) {
            throw new DamagedExtract(name, "no product in it is monitored, which cannot be the whole extract");
        }
        progress.accept("writing " + made.size() + " products");
        String source = extract.source().text();
        String products = csv(ProductTables.PRODUCT_COLUMNS, made.stream().map(each -> each.product(source)));
        String ingredients =
                csv(ProductTables.INGREDIENT_COLUMNS, made.stream().flatMap(each -> each.ingredients(source).stream()));
        ProductTables tables = ProductTables.read(products, ingredients, terminology);
        return new ImportedProducts(products, ingredients, new ImportComparison(inUse, tables).report(extract, made));
    }

    private static String csv(List<String> columns, Stream<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            printer.printRecord(columns);
            for (List<String> line : lines.toList()) {
                printer.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return text.toString();
    }
}
