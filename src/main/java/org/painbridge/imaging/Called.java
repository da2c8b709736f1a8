package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;

/**
 * What the emergent red flags of one order call for.
 *
 * @param scenarios those about the ordered procedure first
 */
record Called(Plan plan, List<Scenario> scenarios) {
    private List<Scenario> rating() {
        return scenarios.stream().filter(plan::rates).toList();
    }

    /** By which the order is right for each danger: for cord and cauda at once the lumbar spine is not enough. */
    Optional<Scenario> rescue() {
        List<Scenario> rating = rating();
        return rating.stream().findFirst().filter(first -> rating.stream().allMatch(this::isRight));
    }

    boolean isWrong() {
        return rating().stream().anyMatch(this::isWrong);
    }

    /** Those that tell what to order in its place, the one that tells most against it first. */
    List<Scenario> offering() {
        List<Scenario> rating = rating();
        List<Scenario> against = rating.stream().filter(one -> !isRight(one)).toList();
        Optional<Scenario> wrong = against.stream().filter(this::isWrong).findFirst();
        return rating.isEmpty() ? scenarios : wrong.map(List::of).orElse(against);
    }

    private boolean isRight(Scenario scenario) {
        return plan.rates(scenario, Category.APPROPRIATE);
    }

    private boolean isWrong(Scenario scenario) {
        return plan.rates(scenario, Category.NOT_APPROPRIATE);
    }
}
