package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the emergent red flags of one order call for.
 *
 * @param calls those about the ordered procedure first
 */
record Called(String procedureKey, List<Call> calls) {
    /** By which the order is right for each danger: for cord and cauda at once the lumbar spine is not enough. */
    Optional<Scenario> rescue() {
        List<Call> rating = rating(procedureKey);
        return rating.stream()
                .findFirst()
                .filter(first -> rating.stream().allMatch(call -> call.rates(procedureKey, Category.APPROPRIATE)))
                .map(Call::scenario);
    }

    boolean isWrong() {
        return isWrong(procedureKey);
    }

    boolean isWrong(String key) {
        return rating(key).stream().anyMatch(call -> call.rates(key, Category.NOT_APPROPRIATE));
    }

    /** Those that tell what to order in its place, the one that tells most against it first. */
    List<Scenario> offering() {
        List<Call> rating = rating(procedureKey);
        List<Call> against = rating.stream()
                .filter(call -> !call.rates(procedureKey, Category.APPROPRIATE))
                .toList();
        Optional<Call> wrong = against.stream()
                .filter(call -> call.rates(procedureKey, Category.NOT_APPROPRIATE))
                .findFirst();
        List<Call> offering = rating.isEmpty() ? calls : wrong.map(List::of).orElse(against);
        return offering.stream().map(Call::scenario).toList();
    }

    /** Retention alone is a sign of the cauda, which the lumbar spine shows: what it says of the cord counts no more. */
    private List<Call> rating(String key) {
        return calls.stream()
                .filter(call -> call.rates(key))
                .filter(call -> !isAnswered(call, key))
                .toList();
    }

    /** Whether scenarios that rate it better are about each of its dangers. */
    private boolean isAnswered(Call call, String key) {
        Stream<Category> better = Stream.of(Category.values()).takeWhile(category -> !call.rates(key, category));
        Set<Integer> answered = better.flatMap(category -> calls.stream().filter(other -> other.rates(key, category)))
                .flatMap(other -> other.dangers().stream())
                .collect(Collectors.toSet());
        return answered.containsAll(call.dangers());
    }
}
