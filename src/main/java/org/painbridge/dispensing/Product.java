package org.painbridge.dispensing;

import java.util.List;

/**
 * A marketed product.
 *
 * @param monitored whether it is on the list of monitored drugs
 */
public record Product(
        Din din,
        String name,
        List<Ingredient> ingredients,
        DoseForm form,
        boolean monitored,
        AgonistTreatment agonistTreatment) {
    public Product {
        if (name.isBlank() || ingredients.isEmpty()) {
            throw new IllegalArgumentException("A product needs a name and an ingredient: " + din);
        }
        ingredients = List.copyOf(ingredients);
    }

    List<Ingredient> opioids() {
        return ingredients.stream().filter(Ingredient::isOpioid).toList();
    }
}
