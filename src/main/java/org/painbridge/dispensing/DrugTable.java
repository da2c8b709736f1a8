package org.painbridge.dispensing;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.ProductTables.Row;

/**
 * Products by DIN. Source: terminology/tables/monitored-products.csv and product-ingredients.csv, or a site's own in their
 * place. Of a product with an ingredient whose class or strength is not known the table tells whether it is monitored, and
 * nothing else: its classes and its dose stay open.
 */
public final class DrugTable {
    private final Map<Din, Product> products;
    private final Map<Din, Boolean> monitored;
    private final String source;

    private DrugTable(Map<Din, Product> products, Map<Din, Boolean> monitored, String source) {
        this.products = Map.copyOf(products);
        this.monitored = Map.copyOf(monitored);
        this.source = source;
    }

    /** @throws IllegalArgumentException if a row cannot be a product */
    public static DrugTable from(Terminology terminology) {
        return from(ProductTables.packaged(terminology));
    }

    /** @throws IllegalArgumentException if a row cannot be a product */
    public static DrugTable from(ProductTables tables) {
        Map<String, List<Row>> ingredients = tables.ingredients().stream().collect(groupingBy(row -> row.get("din")));
        Map<Din, Product> products = new HashMap<>();
        Map<Din, Boolean> monitored = new HashMap<>();
        for (Row row : tables.products()) {
            Din din = new Din(row.get("din"));
            List<Row> own = ingredients.getOrDefault(din.digits(), List.of());
            monitored.put(din, yesOrNo(row.get("monitored")));
            if (!row.isUnknown("class") && own.stream().allMatch(DrugTable::isKnown)) {
                products.put(din, product(row, own));
            }
        }
        return new DrugTable(products, monitored, tables.source());
    }

    /** The product; empty if the table lacks it or knows too little of it, which does not mean that it is not monitored. */
    public Optional<Product> product(Din din) {
        return Optional.ofNullable(products.get(din));
    }

    /** Whether the product is monitored; empty if the table does not list it. */
    public Optional<Boolean> monitored(Din din) {
        return Optional.ofNullable(monitored.get(din));
    }

    public Collection<Product> products() {
        return products.values();
    }

    /** Products that it lists without knowing their classes or strengths, and whether they are monitored. */
    SortedMap<Din, Boolean> halfKnown() {
        SortedMap<Din, Boolean> half = new TreeMap<>(Comparator.comparing(Din::digits));
        half.putAll(monitored);
        half.keySet().removeAll(products.keySet());
        return half;
    }

    /** Where the table comes from. */
    public String source() {
        return source;
    }

    Optional<Product> product(Dispense dispense) {
        return dispense.drug().din().flatMap(this::product);
    }

    Answer monitored(Dispense dispense) {
        return dispense.drug()
                .din()
                .flatMap(this::monitored)
                .or(() -> dispense.drug().monitored())
                .map(Answer::of)
                .orElse(Answer.UNKNOWN);
    }

    private static boolean isKnown(Row ingredient) {
        return !ingredient.isUnknown("class")
                && !ingredient.isUnknown("strength")
                && !ingredient.isUnknown("strength_unit")
                && !ingredient.isUnknown("per")
                && !ingredient.isUnknown("per_unit");
    }

    private static Product product(Row row, List<Row> ingredients) {
        return new Product(
                new Din(row.get("din")),
                row.get("name"),
                ingredients.stream().map(DrugTable::ingredient).toList(),
                form(row),
                yesOrNo(row.get("monitored")),
                // What the product alone does not tell.
                row.isUnknown("oat") ? AgonistTreatment.BY_INDICATION : AgonistTreatment.parse(row.get("oat")));
    }

    /** A patch worn for nobody knows how long has no form for which there is a factor: its strength is a rate. */
    private static DoseForm form(Row row) {
        Optional<Integer> worn = known(row, "wear_hours").map(Integer::valueOf);
        return new DoseForm(
                row.get("form"),
                row.get("route"),
                row.isUnknown("wear_hours") ? Optional.empty() : known(row, "mme_form"),
                worn);
    }

    private static Ingredient ingredient(Row row) {
        Strength strength = new Strength(
                new BigDecimal(row.get("strength")),
                row.get("strength_unit"),
                new BigDecimal(row.get("per")),
                row.get("per_unit"));
        return new Ingredient(row.get("substance"), row.get("class"), strength);
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("Neither yes nor no: " + text);
        };
    }

    private static Optional<String> known(Row row, String column) {
        return Optional.of(row.get(column)).filter(text -> !text.isEmpty() && !text.equals(ProductTables.UNKNOWN));
    }
}
