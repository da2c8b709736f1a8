package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.terminology.Table.Row;

/** Every set of factors answers for every opioid, and with one line only: a factor, a range, or that there is none. */
final class FactorCheck implements Check {
    private record Key(String table, String substance, String form) {}

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        List<Row> rows = content.table("mme-factors").rows();
        rows.forEach(row -> result(row, problems));
        Map<Key, List<Row>> factors = rows.stream().collect(Collectors.groupingBy(FactorCheck::key));
        factors.forEach((key, lines) -> lines(key, lines, problems));
        complete(rows, factors.keySet(), problems);
        products(content, factors, problems);
        return problems;
    }

    private static void result(Row row, List<String> problems) {
        boolean factor = new Amount(row, "factor").positive();
        Amount low = new Amount(row, "low");
        Amount high = new Amount(row, "high");
        boolean range = low.positive() && low.value().compareTo(high.value()) < 0;
        boolean holds = switch (row.get("result")) {
            case "factor" -> factor && (range || (!row.has("low") && !row.has("high")));
            case "factor-range", "mme-range" -> range && !row.has("factor");
            case "not-computable" -> row.has("note") && !row.has("factor") && !row.has("low") && !row.has("high");
            default -> false;
        };
        if (!holds) {
            problems.add(row.where() + ": result, factor, low, high and note do not agree");
        }
    }

    /** One line for any dose; or one for each strength; or bands of the daily dose without gap and without end. */
    private static void lines(Key key, List<Row> lines, List<String> problems) {
        Set<String> strengths = new HashSet<>();
        String end = "0";
        for (Row row : lines) {
            boolean banded = row.has("dose_over");
            if (banded) {
                if (!row.get("dose_over").equals(end)) {
                    problems.add(row.where() + ": band does not begin where the one before ends");
                }
                end = row.get("dose_up_to");
            } else if (!strengths.add(row.get("strength"))) {
                problems.add(row.where() + ": second line for the same strength");
            }
        }
        boolean bands = lines.stream().allMatch(row -> row.has("dose_over") && !row.has("strength"));
        boolean each = lines.stream().allMatch(row -> row.has("strength") && !row.has("dose_over"));
        if (bands && !end.isEmpty()) {
            problems.add(key + ": the last band must be open");
        }
        if (lines.size() > 1 && !bands && !each) {
            problems.add(key + ": mixes lines for all, strengths and bands");
        }
        if (lines.stream().map(row -> row.get("dose_unit")).distinct().count() > 1) {
            problems.add(key + ": has several dose units");
        }
    }

    private static void complete(List<Row> rows, Set<Key> keys, List<String> problems) {
        for (String table : rows.stream().map(row -> row.get("table")).collect(Collectors.toSet())) {
            for (Key other : keys) {
                Key wanted = new Key(table, other.substance(), other.form());
                if (other.table().compareTo(table) != 0 && !keys.contains(wanted)) {
                    problems.add("mme-factors.csv has no line for " + wanted);
                }
            }
        }
    }

    private static void products(Content content, Map<Key, List<Row>> factors, List<String> problems) {
        Map<String, String> forms = content.table("monitored-products").rows().stream()
                .collect(Collectors.toMap(row -> row.get("din"), row -> row.get("mme_form"), (one, two) -> one));
        for (String table : content.table("mme-factors").values("table")) {
            content.table("product-ingredients").rows().stream()
                    .filter(row -> row.get("class").equals("opioid"))
                    .forEach(row -> product(
                            row, new Key(table, row.get("substance"), forms.get(row.get("din"))), factors, problems));
        }
    }

    private static void product(Row ingredient, Key key, Map<Key, List<Row>> factors, List<String> problems) {
        List<Row> fitting = factors.getOrDefault(key, List.of()).stream()
                .filter(row -> !row.has("strength") || row.get("strength").equals(ingredient.get("strength")))
                .toList();
        boolean one =
                fitting.size() == 1 || (fitting.size() > 1 && fitting.get(0).has("dose_over"));
        if (!one) {
            problems.add(ingredient.where() + ": " + fitting.size() + " lines in mme-factors.csv for " + key);
        }
        if (fitting.stream().anyMatch(row -> !row.get("dose_unit").equals(ingredient.get("strength_unit")))) {
            problems.add(ingredient.where() + ": strength_unit is not the dose_unit of " + key);
        }
    }

    private static Key key(Row row) {
        return new Key(row.get("table"), row.get("substance"), row.get("mme_form"));
    }
}
