package org.painbridge.dispensing;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.dispensing.Operator.Unknowns;

/**
 * The prescribers (or pharmacies) of the dispenses of a window: those that are known, and how many there can be.
 *
 * @param placed dispenses of these days that are, or may be, of the drugs that are counted
 * @param unplaced the same, but not certainly of these days
 * @param linked the same, but of other records of the same person
 */
record KeysInWindow(
        ProviderRole role, Span span, List<Candidate> placed, List<Candidate> unplaced, List<Candidate> linked) {

    /** @param isCounted whether the drug is one that is counted; if not, that is not known */
    record Candidate(Dispense dispense, boolean isCounted) {}

    static List<Candidate> inScope(Stream<Dispense> dispenses, DrugScope scope, DrugTable drugs) {
        return dispenses
                .filter(dispense -> scope.includes(dispense, drugs) != Answer.NO)
                .map(dispense -> new Candidate(dispense, scope.includes(dispense, drugs) == Answer.YES))
                .toList();
    }

    List<Dispense> counted() {
        return placed.stream()
                .filter(Candidate::isCounted)
                .map(Candidate::dispense)
                .filter(dispense -> role.of(dispense).isPresent())
                .toList();
    }

    /** Dispenses that might count if more were known of them. */
    List<DispenseId> notCounted() {
        Stream<Candidate> lacking = placed.stream()
                .filter(candidate ->
                        !candidate.isCounted() || role.of(candidate.dispense()).isEmpty());
        return Stream.of(lacking, unplaced.stream(), linked.stream())
                .flatMap(candidates -> candidates)
                .map(candidate -> candidate.dispense().id())
                .toList();
    }

    int count() {
        return keys(counted().stream()).size();
    }

    int countAfter(LocalDate day) {
        return keys(counted().stream().filter(dispense -> dispense.day().isAfter(day)))
                .size();
    }

    /** The most distinct keys there can be: every dispense without a key may have one of its own. */
    int most() {
        List<Dispense> possible = Stream.of(placed, unplaced, linked)
                .flatMap(List::stream)
                .map(Candidate::dispense)
                .toList();
        long withoutKey = possible.stream()
                .filter(dispense -> role.of(dispense).isEmpty())
                .count();
        return keys(possible.stream()).size() + (int) withoutKey;
    }

    Unknowns unknowns() {
        long withoutKey = placed.stream()
                .filter(Candidate::isCounted)
                .filter(candidate -> role.of(candidate.dispense()).isEmpty())
                .count();
        long unknownDrug =
                placed.stream().filter(candidate -> !candidate.isCounted()).count();
        long byReference = keys(counted().stream()).stream()
                .filter(key -> !key.isIdentifier())
                .count();
        return new Unknowns((int) withoutKey, (int) unknownDrug, (int) byReference, unplaced.size(), linked.size());
    }

    private Set<ProviderKey> keys(Stream<Dispense> dispenses) {
        return dispenses.map(role::of).flatMap(Optional::stream).collect(toSet());
    }
}
