package org.painbridge.dispensing.dpd;

import java.util.List;

/**
 * A drug as the files of the extract have it together.
 *
 * @param human whether its class is Human
 * @param statedIngredients the number of active ingredients that drug.txt gives
 */
record ListedDrug(
        String din,
        String brand,
        boolean human,
        String statedIngredients,
        List<ListedIngredient> ingredients,
        Traits traits) {
    ListedDrug {
        ingredients = List.copyOf(ingredients);
    }

    /**
     * What a drug can have several of, each in the order of its lines.
     *
     * @param forms in lower case
     * @param routes in lower case
     * @param schedules as they stand
     */
    record Traits(List<String> forms, List<String> routes, List<String> schedules, List<String> atc) {
        Traits {
            forms = List.copyOf(forms);
            routes = List.copyOf(routes);
            schedules = List.copyOf(schedules);
            atc = List.copyOf(atc);
        }
    }

    /** On the federal schedules of controlled drugs and substances, and for people. */
    boolean monitored() {
        return human && traits.schedules().stream().anyMatch(ListedDrug::isOfCdsa);
    }

    static boolean isOfCdsa(String schedule) {
        return schedule.contains("CDSA");
    }
}
