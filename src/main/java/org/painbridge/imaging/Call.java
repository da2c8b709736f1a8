package org.painbridge.imaging;

import java.util.Set;

/**
 * A scenario that emergent red flags call for.
 *
 * @param dangers what makes it match: facts that were said to be met themselves, by their numbers in the scope
 */
record Call(Scenario scenario, Set<Integer> dangers) {
    Call {
        dangers = Set.copyOf(dangers);
    }

    boolean rates(String procedureKey) {
        return scenario.option(procedureKey).isPresent();
    }

    boolean rates(String procedureKey, Category category) {
        return scenario.option(procedureKey)
                .filter(option -> option.category() == category)
                .isPresent();
    }
}
