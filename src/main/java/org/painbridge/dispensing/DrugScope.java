package org.painbridge.dispensing;

import java.util.Optional;
import java.util.Set;

/**
 * The dispenses a rule is about.
 *
 * @param classes codes of CodeSystem/monitored-drug-class; empty for all monitored drugs
 */
record DrugScope(Optional<Set<String>> classes) {
    static final DrugScope MONITORED = new DrugScope(Optional.empty());

    Answer includes(Dispense dispense, DrugTable drugs) {
        if (classes.isEmpty()) {
            return drugs.monitored(dispense);
        }
        return drugs.product(dispense)
                .map(product -> Answer.of(product.ingredients().stream()
                        .anyMatch(ingredient -> classes.get().contains(ingredient.drugClass()))))
                .orElse(drugs.monitored(dispense) == Answer.NO ? Answer.NO : Answer.UNKNOWN);
    }
}
