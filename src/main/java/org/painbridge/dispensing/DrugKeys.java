package org.painbridge.dispensing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The products of the drug table by small numbers, and what rules need of each: first those that it knows, then those of which
 * it knows no more than whether they are monitored. Numbers from {@link #size()} on are a caller's own, for DINs that the
 * table lacks.
 */
final class DrugKeys {
    private final Map<Din, Integer> keys = new HashMap<>();
    private final int[] classes;
    private final int[] ingredients;
    private final int[] form;
    private final int[] marks;
    private final boolean[] halfKnownMonitored;

    DrugKeys(DrugTable drugs, MmeTable table, MonitoringMethod method) {
        List<Product> products = drugs.products().stream()
                .sorted(Comparator.comparing(product -> product.din().digits()))
                .toList();
        classes = new int[products.size()];
        ingredients = new int[products.size()];
        form = new int[products.size()];
        marks = new int[products.size()];
        Map<String, Integer> texts = new HashMap<>();
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            keys.put(product.din(), i);
            classes[i] = classes(product);
            String substances = substances(product);
            ingredients[i] = texts.computeIfAbsent(substances, text -> texts.size());
            form[i] = texts.computeIfAbsent(substances + " as " + product.form().form(), text -> texts.size());
            marks[i] = marks(product, table, method);
        }
        halfKnownMonitored = new boolean[drugs.halfKnown().size()];
        int half = 0;
        for (Map.Entry<Din, Boolean> each : drugs.halfKnown().entrySet()) {
            keys.put(each.getKey(), classes.length + half);
            halfKnownMonitored[half++] = each.getValue();
        }
    }

    int size() {
        return classes.length + halfKnownMonitored.length;
    }

    Optional<Integer> key(Din din) {
        return Optional.ofNullable(keys.get(din));
    }

    /** Those of unlisted products lie behind all others, so one DIN is one set of ingredients. */
    int ingredients(int drug) {
        return isListed(drug) ? ingredients[drug] : behind(drug);
    }

    int form(int drug) {
        return isListed(drug) ? form[drug] : behind(drug);
    }

    int marks(int drug) {
        if (isListed(drug)) {
            return marks[drug];
        }
        return drug < 0 ? Marks.UNKNOWN_DRUG : Marks.UNLISTED;
    }

    /** Classes the drug certainly has. */
    int is(int drug, int rowMarks) {
        if (isListed(drug)) {
            return classes[drug];
        }
        boolean monitored = isHalfKnown(drug)
                ? halfKnownMonitored[drug - classes.length]
                : (rowMarks & Marks.FLAGGED_MONITORED) != 0;
        return monitored ? DrugClass.MONITORED : 0;
    }

    /** Classes the drug can have. */
    int may(int drug, int rowMarks) {
        if (isListed(drug)) {
            return classes[drug];
        }
        boolean notMonitored = isHalfKnown(drug)
                ? !halfKnownMonitored[drug - classes.length]
                : (rowMarks & Marks.FLAGGED_NOT_MONITORED) != 0;
        return notMonitored ? DrugClass.ANYTHING_NOT_MONITORED : DrugClass.ANYTHING;
    }

    DrugFacts facts(int drug, int rowMarks) {
        int all = Marks.together(marks(drug), rowMarks);
        return new DrugFacts(ingredients(drug), form(drug), is(drug, all), may(drug, all), all);
    }

    private boolean isHalfKnown(int drug) {
        return drug >= classes.length && drug < size();
    }

    private boolean isListed(int drug) {
        return drug >= 0 && drug < classes.length;
    }

    private int behind(int drug) {
        return drug < 0 ? Columns.UNKNOWN : drug + 2 * classes.length;
    }

    /** An antagonist beside an opioid keeps the product from being misused; it is nothing to reverse an overdose with. */
    private static int classes(Product product) {
        int bits = product.monitored() ? DrugClass.MONITORED : 0;
        for (Ingredient ingredient : product.ingredients()) {
            bits |= DrugClass.parse(ingredient.drugClass()).bit();
        }
        boolean withOpioid = (bits & DrugClass.OPIOID.bit()) != 0;
        return withOpioid ? bits & ~DrugClass.OPIOID_ANTAGONIST.bit() : bits;
    }

    private static String substances(Product product) {
        return product.ingredients().stream()
                .map(Ingredient::substance)
                .sorted()
                .distinct()
                .collect(Collectors.joining("+"));
    }

    private static int marks(Product product, MmeTable table, MonitoringMethod method) {
        int bits = switch (product.agonistTreatment()) {
            case ONLY -> Marks.AGONIST;
            case BY_INDICATION -> Marks.BY_INDICATION;
            case NO -> 0;
        };
        bits |= method.coughMedicines().contains(product.din()) ? Marks.COUGH : 0;
        return table.goesByBands(product) ? bits | Marks.BANDED : bits;
    }
}
