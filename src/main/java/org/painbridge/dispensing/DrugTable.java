package org.painbridge.dispensing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.painbridge.clinical.Terminology;

/** Products by DIN. Source: terminology/tables/monitored-products.csv and product-ingredients.csv. */
public final class DrugTable {
    private final Map<Din, Product> products;

    private DrugTable(Map<Din, Product> products) {
        this.products = products;
    }

    /** @throws IllegalArgumentException if a row cannot be a product */
    public static DrugTable from(Terminology terminology) {
        Map<String, List<Ingredient>> ingredients = terminology.table("product-ingredients").stream()
                .collect(groupingBy(row -> cell(row, "din"), mapping(DrugTable::ingredient, toList())));
        return new DrugTable(terminology.table("monitored-products").stream()
                .map(row -> product(row, ingredients.getOrDefault(cell(row, "din"), List.of())))
                .collect(toUnmodifiableMap(Product::din, Function.identity())));
    }

    /** The product; empty if the table lacks it, which does not mean that it is not monitored. */
    public Optional<Product> product(Din din) {
        return Optional.ofNullable(products.get(din));
    }

    public Collection<Product> products() {
        return products.values();
    }

    Optional<Product> product(Dispense dispense) {
        return dispense.drug().din().flatMap(this::product);
    }

    Answer monitored(Dispense dispense) {
        return product(dispense)
                .map(Product::monitored)
                .or(() -> dispense.drug().monitored())
                .map(Answer::of)
                .orElse(Answer.UNKNOWN);
    }

    private static Product product(Map<String, String> row, List<Ingredient> ingredients) {
        return new Product(
                new Din(cell(row, "din")),
                cell(row, "name"),
                ingredients,
                new DoseForm(
                        cell(row, "form"),
                        cell(row, "route"),
                        filled(row, "mme_form"),
                        filled(row, "wear_hours").map(Integer::valueOf)),
                yesOrNo(cell(row, "monitored")),
                AgonistTreatment.parse(cell(row, "oat")));
    }

    private static Ingredient ingredient(Map<String, String> row) {
        Strength strength = new Strength(
                new BigDecimal(cell(row, "strength")),
                cell(row, "strength_unit"),
                new BigDecimal(cell(row, "per")),
                cell(row, "per_unit"));
        return new Ingredient(cell(row, "substance"), cell(row, "class"), strength);
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("Neither yes nor no: " + text);
        };
    }

    private static Optional<String> filled(Map<String, String> row, String column) {
        return Optional.of(cell(row, column)).filter(text -> !text.isEmpty());
    }

    private static String cell(Map<String, String> row, String column) {
        String text = row.get(column);
        if (text == null) {
            throw new IllegalArgumentException("No column " + column + " in a drug table");
        }
        return text;
    }
}
