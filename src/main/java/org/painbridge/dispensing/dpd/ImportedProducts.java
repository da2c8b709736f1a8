package org.painbridge.dispensing.dpd;

import java.util.LinkedHashMap;
import java.util.Map;
import org.painbridge.dispensing.ProductTables;

/**
 * What an import gives.
 *
 * @param products the content of {@code monitored-products.csv}
 * @param ingredients the content of {@code product-ingredients.csv}
 */
public record ImportedProducts(String products, String ingredients, ImportReport report) {

    /** The tables and the report for people, by file name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ProductTables.PRODUCTS_FILE, products);
        files.put(ProductTables.INGREDIENTS_FILE, ingredients);
        files.put("report.md", report.markdown());
        return files;
    }
}
