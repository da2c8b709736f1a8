package org.painbridge.dispensing.dpd;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Din;

/** Gathers what the files say of one drug code; they come in any order. */
final class DrugSheet {
    private static final String HUMAN = "human";
    private static final String MARKETED = "MARKETED";

    private final String drugCode;
    private final Map<DpdFile, DpdRow> first = new EnumMap<>(DpdFile.class);
    private final List<ListedIngredient> ingredients = new ArrayList<>();
    private final List<String> forms = new ArrayList<>();
    private final List<String> routes = new ArrayList<>();
    private final List<String> schedules = new ArrayList<>();
    private final List<String> atc = new ArrayList<>();
    private @Nullable DpdRow current;

    DrugSheet(String drugCode) {
        this.drugCode = drugCode;
    }

    /** @throws DamagedExtract if the line is not one of its kind, or says again what can be said once */
    void add(DpdRow row) {
        DpdRow before = first.putIfAbsent(row.file(), row);
        switch (row.file()) {
            case DRUG -> drug(row, before);
            case INGREDIENT -> ingredients.add(ingredient(row));
            case FORM -> addOnce(forms, lower(row.filled(3, "form")));
            case ROUTE -> addOnce(routes, lower(row.filled(3, "route")));
            case SCHEDULE -> addOnce(schedules, row.filled(2, "schedule"));
            case THERAPEUTIC_CLASS -> addOnce(atc, row.get(2));
            case STATUS -> status(row);
            case PACKAGE -> {}
        }
    }

    /** @throws DamagedExtract if the files do not belong together */
    ListedDrug listed() {
        DpdRow drug = first.get(DpdFile.DRUG);
        if (drug == null) {
            throw first.values().iterator().next().damaged("the drug code " + drugCode + " is not in drug.txt");
        }
        if (current == null) {
            throw drug.damaged("status.txt has no current status (Y) of the drug code " + drugCode);
        }
        return new ListedDrug(
                drug.get(4),
                drug.get(5),
                isHuman(drug),
                drug.get(9),
                ingredients,
                new ListedDrug.Traits(forms, routes, schedules, atc));
    }

    /** The line of drug.txt. */
    DpdRow drug() {
        DpdRow drug = first.get(DpdFile.DRUG);
        if (drug == null) {
            throw new IllegalStateException("Asked of a drug code without a drug: " + drugCode);
        }
        return drug;
    }

    private void drug(DpdRow row, @Nullable DpdRow before) {
        if (before != null) {
            throw row.damaged("the drug code " + drugCode + " is there already, on line " + before.line());
        }
        row.filled(3, "class");
        row.filled(5, "brand");
        row.requireDate(10);
        if (isHuman(row) && !Din.isDin(row.get(4))) {
            throw row.damaged("a DIN has eight digits, not \"" + row.get(4) + "\"");
        }
    }

    private static ListedIngredient ingredient(DpdRow row) {
        return new ListedIngredient(
                lower(row.filled(3, "ingredient")), row.get(5), lower(row.get(6)), row.get(8), lower(row.get(10)));
    }

    private void status(DpdRow row) {
        row.requireDate(4);
        switch (row.get(2)) {
            case "N" -> {}
            case "Y" -> current(row);
            default -> throw row.damaged("the current flag in column 2 is Y or N, not \"" + row.get(2) + "\"");
        }
    }

    private void current(DpdRow row) {
        if (current != null) {
            throw row.damaged(
                    "the drug code " + drugCode + " has a current status (Y) already, on line " + current.line());
        }
        if (!row.get(3).equalsIgnoreCase(MARKETED)) {
            throw row.damaged("the current status is " + row.get(3)
                    + ", not MARKETED: give the extract of marketed products, allfiles.zip");
        }
        current = row;
    }

    private static boolean isHuman(DpdRow drug) {
        return lower(drug.get(3)).equals(HUMAN);
    }

    private static void addOnce(List<String> list, String text) {
        if (!text.isEmpty() && !list.contains(text)) {
            list.add(text);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
