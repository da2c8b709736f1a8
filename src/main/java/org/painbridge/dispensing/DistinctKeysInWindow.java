package org.painbridge.dispensing;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Broken when the dispenses of the last {@code window} calendar days name {@code atLeast} or more distinct prescribers
 * (or pharmacies). A window of 28 days is the day of the dispense and the 27 before.
 */
record DistinctKeysInWindow(ProviderRole role, DrugScope scope, int atLeast, int window) implements Operator {

    @Override
    public int lookBackDays() {
        return window;
    }

    @Override
    public Outcome evaluate(List<Dispense> seen, DrugTable drugs) {
        Dispense current = seen.getLast();
        Answer concerned = scope.includes(current, drugs);
        if (concerned == Answer.NO) {
            return new Outcome.Kept();
        }
        Span span = new Span(current.day().minusDays(window - 1L), current.day());
        List<Dispense> inWindow =
                seen.stream().filter(dispense -> span.contains(dispense.day())).toList();
        List<Dispense> counted = inWindow.stream()
                .filter(dispense -> scope.includes(dispense, drugs) == Answer.YES)
                .filter(dispense -> role.of(dispense).isPresent())
                .toList();
        int count = keys(counted.stream()).size();
        Unknowns unknowns = unknowns(inWindow, counted, drugs);
        if (concerned == Answer.YES && count >= atLeast) {
            return new Outcome.Broken(facts(current, span, counted, count), unknowns);
        }
        return most(inWindow, drugs) >= atLeast ? new Outcome.Open(span, count, unknowns) : new Outcome.Kept();
    }

    /** The most distinct keys there can be: every dispense without a key may have one of its own. */
    private int most(List<Dispense> inWindow, DrugTable drugs) {
        List<Dispense> possible = inWindow.stream()
                .filter(dispense -> scope.includes(dispense, drugs) != Answer.NO)
                .toList();
        long withoutKey = possible.stream()
                .filter(dispense -> role.of(dispense).isEmpty())
                .count();
        return keys(possible.stream()).size() + (int) withoutKey;
    }

    private Unknowns unknowns(List<Dispense> inWindow, List<Dispense> counted, DrugTable drugs) {
        long withoutKey = inWindow.stream()
                .filter(dispense -> scope.includes(dispense, drugs) == Answer.YES)
                .filter(dispense -> role.of(dispense).isEmpty())
                .count();
        long unknownDrug = inWindow.stream()
                .filter(dispense -> scope.includes(dispense, drugs) == Answer.UNKNOWN)
                .count();
        long byReference = keys(counted.stream()).stream()
                .filter(key -> !key.isIdentifier())
                .count();
        return new Unknowns((int) withoutKey, (int) unknownDrug, (int) byReference);
    }

    private FindingFacts facts(Dispense current, Span span, List<Dispense> counted, int count) {
        return new FindingFacts(current, span, counted, count, atLeast, clearsOn(current.day(), counted));
    }

    /** The first day whose window holds too few distinct keys of the dispenses counted. */
    private LocalDate clearsOn(LocalDate today, List<Dispense> counted) {
        return today.datesUntil(today.plusDays(window + 1L))
                .filter(day ->
                        keys(counted.stream().filter(dispense -> dispense.day().isAfter(day.minusDays(window))))
                                        .size()
                                < atLeast)
                .findFirst()
                .orElseThrow();
    }

    private Set<ProviderKey> keys(Stream<Dispense> dispenses) {
        return dispenses.map(role::of).flatMap(Optional::stream).collect(toSet());
    }
}
