package org.painbridge.dispensing.dpd;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.ProductTables.Row;
import org.painbridge.dispensing.dpd.ImportReport.Change;
import org.painbridge.dispensing.dpd.ImportReport.Changes;
import org.painbridge.dispensing.dpd.ImportReport.Counts;
import org.painbridge.dispensing.dpd.ImportReport.Open;
import org.painbridge.dispensing.dpd.ImportReport.Product;

/** How new tables differ from those in use, whatever the order of their lines and the source they name. */
final class ImportComparison {
    private static final String LINES = "lines of " + ProductTables.INGREDIENTS_FILE;

    private final ProductTables before;
    private final Map<String, Row> old;
    private final Map<String, Row> now;
    private final Map<String, String> oldIngredients;
    private final Map<String, String> nowIngredients;

    ImportComparison(ProductTables before, ProductTables after) {
        this.before = before;
        this.old = byDin(before);
        this.now = byDin(after);
        this.oldIngredients = ingredients(before);
        this.nowIngredients = ingredients(after);
    }

    ImportReport report(DpdExtract extract, List<MadeProduct> made) {
        return new ImportReport(extract.source(), before.source(), counts(extract), changes(), open(made));
    }

    private Changes changes() {
        List<Product> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        now.forEach((din, row) -> {
            Row earlier = old.get(din);
            if (earlier == null) {
                added.add(product(row));
            } else {
                List<Change.Cell> cells = cells(earlier, row);
                if (!cells.isEmpty()) {
                    changed.add(new Change(din, row.get("name"), cells));
                }
            }
        });
        List<Product> gone = old.values().stream()
                .filter(row -> !now.containsKey(row.get("din")))
                .map(ImportComparison::product)
                .toList();
        return new Changes(added, changed, gone);
    }

    private List<Change.Cell> cells(Row earlier, Row row) {
        List<Change.Cell> cells = new ArrayList<>();
        for (String column : ProductTables.PRODUCT_COLUMNS) {
            if (!column.equals("source") && !earlier.get(column).equals(row.get(column))) {
                cells.add(new Change.Cell(column, earlier.get(column), row.get(column)));
            }
        }
        String din = row.get("din");
        String was = oldIngredients.getOrDefault(din, "");
        String is = nowIngredients.getOrDefault(din, "");
        if (!was.equals(is)) {
            cells.add(new Change.Cell(LINES, was, is));
        }
        return cells;
    }

    private Counts counts(DpdExtract extract) {
        Map<String, Long> byClass =
                now.values().stream().collect(groupingBy(row -> row.get("class"), TreeMap::new, Collectors.counting()));
        List<ListedDrug> human =
                extract.drugs().stream().filter(ListedDrug::human).toList();
        return new Counts(
                extract.drugs().size(),
                human.size(),
                human.stream().filter(ListedDrug::monitored).count(),
                human.stream()
                        .filter(drug -> drug.traits().schedules().isEmpty())
                        .count(),
                byClass);
    }

    private static List<Open> open(List<MadeProduct> made) {
        return made.stream()
                .filter(each -> !each.unknowns().isEmpty())
                .map(each -> new Open(each.din(), each.name(), each.unknowns()))
                .toList();
    }

    private static Product product(Row row) {
        return new Product(row.get("din"), row.get("name"), row.get("ingredients"), row.get("class"));
    }

    private static Map<String, Row> byDin(ProductTables tables) {
        Map<String, Row> rows = new TreeMap<>();
        tables.products().forEach(row -> rows.put(row.get("din"), row));
        return rows;
    }

    private static Map<String, String> ingredients(ProductTables tables) {
        return tables.ingredients().stream()
                .collect(groupingBy(
                        row -> row.get("din"),
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                rows -> rows.stream()
                                        .map(ImportComparison::line)
                                        .sorted()
                                        .collect(joining("; ")))));
    }

    private static String line(Row row) {
        return row.get("ingredient") + " = " + row.get("substance") + " (" + row.get("class") + "), "
                + row.get("strength") + " " + row.get("strength_unit") + " per " + row.get("per") + " "
                + row.get("per_unit");
    }
}
