package org.painbridge.dispensing.dpd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.dpd.Measures.Measured;
import org.painbridge.dispensing.dpd.Substances.Substance;

/** The lines of one product as they are made, and what could not be found out. */
final class MadeProduct {
    private final Map<String, String> cells = new HashMap<>();
    private final List<Map<String, String>> ingredients = new ArrayList<>();
    private final List<String> unknowns = new ArrayList<>();

    MadeProduct(String din, String name) {
        cells.put("din", din);
        cells.put("name", name);
    }

    void set(String column, String text) {
        cells.put(column, text);
    }

    void setOrUnknown(String column, String text, String what) {
        set(column, text);
        if (text.equals(ProductTables.UNKNOWN)) {
            unknown(what);
        }
    }

    /** @param what nobody knows, in words */
    void unknown(String what) {
        unknowns.add(what);
    }

    void ingredient(Substance substance, String name, Optional<Measured> measured) {
        Map<String, String> line = new HashMap<>();
        line.put("din", din());
        line.put("substance", substance.name());
        line.put("class", substance.drugClass());
        line.put("ingredient", name);
        line.put("strength", measured.map(Measured::strength).orElse(ProductTables.UNKNOWN));
        line.put("strength_unit", measured.map(Measured::unit).orElse(ProductTables.UNKNOWN));
        line.put("per", measured.map(Measured::per).orElse(ProductTables.UNKNOWN));
        line.put("per_unit", measured.map(Measured::perUnit).orElse(ProductTables.UNKNOWN));
        ingredients.add(line);
    }

    String din() {
        return cells.getOrDefault("din", "");
    }

    String name() {
        return cells.getOrDefault("name", "");
    }

    List<String> unknowns() {
        return unknowns;
    }

    List<String> product(String source) {
        return line(cells, ProductTables.PRODUCT_COLUMNS, source);
    }

    List<List<String>> ingredients(String source) {
        return ingredients.stream()
                .map(cells -> line(cells, ProductTables.INGREDIENT_COLUMNS, source))
                .toList();
    }

    private static List<String> line(Map<String, String> cells, List<String> columns, String source) {
        return columns.stream()
                .map(column -> column.equals("source") ? source : cells.getOrDefault(column, ""))
                .toList();
    }
}
