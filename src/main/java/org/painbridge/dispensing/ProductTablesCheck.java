package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.painbridge.dispensing.ProductTables.Row;

/** Refuses tables of products that rules and figures could not rely on; what is said to be unknown is allowed. */
final class ProductTablesCheck {
    private static final Set<String> STRENGTH_UNITS = Set.of("mg", "ug", "ug/h", "mL");
    private static final Set<String> OF_OPIOIDS = Set.of("no", "only", "by-indication", ProductTables.UNKNOWN);

    private final ProductTables tables;
    private final Set<String> classes;
    private final Set<String> mmeForms;

    /**
     * @param classes codes of CodeSystem/monitored-drug-class
     * @param mmeForms of which any table has a factor, mme-factors.csv
     */
    ProductTablesCheck(ProductTables tables, Set<String> classes, Set<String> mmeForms) {
        this.tables = tables;
        this.classes = classes;
        this.mmeForms = mmeForms;
    }

    /** @throws RuleFileException for the first line that is wrong */
    void run() {
        Set<String> dins = new HashSet<>();
        for (Row product : tables.products()) {
            product(product);
            require(product, dins.add(product.get("din")), "DIN " + product.get("din") + " is listed twice");
        }
        Map<String, Set<String>> classesOf = new HashMap<>();
        for (Row ingredient : tables.ingredients()) {
            ingredient(ingredient);
            String din = ingredient.get("din");
            require(ingredient, dins.contains(din), "DIN " + din + " is not in " + ProductTables.PRODUCTS_FILE);
            classesOf.computeIfAbsent(din, key -> new HashSet<>()).add(ingredient.get("class"));
        }
        for (Row product : tables.products()) {
            whole(product, classesOf.getOrDefault(product.get("din"), Set.of()));
        }
    }

    private void product(Row row) {
        require(row, Din.isDin(row.get("din")), "a DIN has eight digits, not " + row.get("din"));
        filled(row, "name");
        filled(row, "form");
        filled(row, "source");
        require(row, Set.of("yes", "no").contains(row.get("monitored")), "monitored is yes or no");
        drugClass(row);
        boolean opioid = row.get("class").equals("opioid");
        require(
                row,
                opioid ? OF_OPIOIDS.contains(row.get("oat")) : row.get("oat").isEmpty(),
                "oat is no, only, by-indication or unknown for opioids, else empty, not " + row.get("oat"));
        require(row, opioid != row.get("mme_form").isEmpty(), "mme_form is there for opioids, and for nothing else");
        require(
                row,
                !opioid || mmeForms.contains(row.get("mme_form")) || row.isUnknown("mme_form"),
                "mme_form is one that the table mme-factors has, or unknown, not " + row.get("mme_form"));
        boolean patch = row.get("mme_form").equals("patch");
        String worn = row.get("wear_hours");
        require(
                row,
                patch ? worn.matches("[1-9][0-9]{0,3}") || row.isUnknown("wear_hours") : worn.isEmpty(),
                "wear_hours is a whole number of hours for patches, else empty, not " + worn);
    }

    private void ingredient(Row row) {
        filled(row, "substance");
        filled(row, "source");
        drugClass(row);
        number(row, "strength");
        number(row, "per");
        String unit = row.get("strength_unit");
        require(
                row,
                STRENGTH_UNITS.contains(unit) || row.isUnknown("strength_unit"),
                "strength_unit is one of mg, ug, ug/h and mL, not " + unit);
        filled(row, "per_unit");
    }

    /** A product whose class nobody knows may be without ingredients. */
    private static void whole(Row product, Set<String> classesOfIngredients) {
        String own = product.get("class");
        require(
                product,
                product.isUnknown("class") || classesOfIngredients.contains(own),
                "none of its lines in " + ProductTables.INGREDIENTS_FILE + " has the class " + own);
    }

    private void drugClass(Row row) {
        String text = row.get("class");
        require(row, classes.contains(text) || row.isUnknown("class"), "there is no class of drugs " + text);
    }

    private static void number(Row row, String column) {
        String text = row.get(column);
        boolean positive = text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?") && new BigDecimal(text).signum() > 0;
        require(row, positive || row.isUnknown(column), column + " is a number above 0 or unknown, not " + text);
    }

    private static void filled(Row row, String column) {
        require(row, !row.get(column).isBlank(), column + " is empty");
    }

    private static void require(Row row, boolean holds, String reason) {
        if (!holds) {
            throw row.refuse(reason);
        }
    }
}
