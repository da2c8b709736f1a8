package org.painbridge.dispensing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

/**
 * The products as two tables, a line each and a line for each of their ingredients. Columns: terminology/README.md. What
 * nobody knows of a product is the word {@link #UNKNOWN}.
 */
public record ProductTables(List<Row> products, List<Row> ingredients) {
    /** In a cell: it could not be found out. */
    public static final String UNKNOWN = "unknown";

    public static final String PRODUCTS_FILE = "monitored-products.csv";
    public static final String INGREDIENTS_FILE = "product-ingredients.csv";
    public static final List<String> PRODUCT_COLUMNS = List.of(
            "din",
            "name",
            "ingredients",
            "form",
            "route",
            "mme_form",
            "wear_hours",
            "atc",
            "schedule",
            "monitored",
            "class",
            "oat",
            "note",
            "source");
    public static final List<String> INGREDIENT_COLUMNS = List.of(
            "din", "substance", "class", "ingredient", "strength", "strength_unit", "per", "per_unit", "source");

    private static final String CLASSES = "https://painbridge.example/fhir/ValueSet/monitored-drug-class";

    public ProductTables {
        products = List.copyOf(products);
        ingredients = List.copyOf(ingredients);
    }

    /** A line of a table, by column. */
    public record Row(String file, int line, Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        /** Empty text for an empty cell. */
        public String get(String column) {
            String text = cells.get(column);
            if (text == null) {
                throw refuse("there is no column " + column);
            }
            return text;
        }

        public boolean isUnknown(String column) {
            return UNKNOWN.equals(get(column));
        }

        private String content(List<String> columns) {
            return columns.stream()
                    .filter(column -> !column.equals("source"))
                    .map(this::get)
                    .collect(joining("\t"));
        }

        RuleFileException refuse(String reason) {
            return new RuleFileException(file, line, reason);
        }
    }

    /** Those that ship with PainBridge. */
    public static ProductTables packaged(Terminology terminology) {
        return new ProductTables(
                rows(terminology, "monitored-products", PRODUCTS_FILE),
                rows(terminology, "product-ingredients", INGREDIENTS_FILE));
    }

    /**
     * Tables of a site, as {@code monitored-products.csv} and {@code product-ingredients.csv} hold them.
     *
     * @throws RuleFileException with file, line and reason if anything in them is missing, unknown or wrong
     */
    public static ProductTables read(String products, String ingredients, Terminology terminology) {
        ProductTables tables = new ProductTables(
                rows(PRODUCTS_FILE, products, PRODUCT_COLUMNS),
                rows(INGREDIENTS_FILE, ingredients, INGREDIENT_COLUMNS));
        Set<String> classes =
                terminology.codeSet(CLASSES).codes().stream().map(Code::code).collect(toUnmodifiableSet());
        Set<String> mmeForms = terminology.table("mme-factors").stream()
                .map(row -> row.getOrDefault("mme_form", ""))
                .collect(toUnmodifiableSet());
        new ProductTablesCheck(tables, classes, mmeForms).run();
        return tables;
    }

    /** Where the tables come from, as their lines say. */
    public String source() {
        return products.stream().map(row -> row.get("source")).distinct().collect(joining("; "));
    }

    /** The same for tables that say the same, whatever the order of their lines and their source. */
    public String fingerprint() {
        List<String> lines = new ArrayList<>();
        products.forEach(row -> lines.add(row.content(PRODUCT_COLUMNS)));
        ingredients.forEach(row -> lines.add(row.content(INGREDIENT_COLUMNS)));
        Collections.sort(lines);
        try {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static List<Row> rows(Terminology terminology, String table, String file) {
        List<Row> rows = new ArrayList<>();
        for (Map<String, String> cells : terminology.table(table)) {
            rows.add(new Row(file, rows.size() + 2, cells));
        }
        return rows;
    }

    private static List<Row> rows(String file, String csv, List<String> columns) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(csv, format)) {
            if (!parser.getHeaderNames().equals(columns)) {
                throw new RuleFileException(file, 1, "the columns are " + parser.getHeaderNames() + ", not " + columns);
            }
            line = 2;
            for (CSVRecord cells : parser) {
                if (!cells.isConsistent()) {
                    throw new RuleFileException(
                            file, line, "there are " + cells.size() + " cells in place of " + columns.size());
                }
                rows.add(new Row(file, line, cells.toMap()));
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            if (e instanceof RuleFileException refused) {
                throw refused;
            }
            throw new RuleFileException(file, line, "it cannot be read as CSV: " + e.getMessage());
        }
        if (rows.isEmpty()) {
            throw new RuleFileException(file, 1, "there is no line beneath the column names");
        }
        return rows;
    }
}
