package org.painbridge.dispensing;

/**
 * An active ingredient of a product.
 *
 * @param substance base substance without salt, in English, as the factor tables name it
 * @param drugClass code of CodeSystem/monitored-drug-class
 */
public record Ingredient(String substance, String drugClass, Strength strength) {
    public Ingredient {
        if (substance.isBlank() || drugClass.isBlank()) {
            throw new IllegalArgumentException("An ingredient needs a substance and a class: " + substance);
        }
    }

    boolean isOpioid() {
        return "opioid".equals(drugClass);
    }
}
