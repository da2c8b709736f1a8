package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.painbridge.dispensing.KeysInWindow.Candidate;
import org.painbridge.dispensing.UnplacedDispense.Why;

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
    public Outcome evaluate(List<Dispense> seen, List<UnplacedDispense> unplaced, DrugTable drugs) {
        Dispense current = seen.getLast();
        Answer concerned = scope.includes(current, drugs);
        if (concerned == Answer.NO || !canBeEnough(seen, unplaced)) {
            return new Outcome.Kept();
        }
        KeysInWindow keys = keys(current.day(), seen, unplaced, drugs);
        if (concerned == Answer.YES && keys.count() >= atLeast) {
            FindingFacts facts = new FindingFacts(
                    current, keys.span(), keys.counted(), keys.count(), atLeast, clearsOn(current.day(), keys));
            return new Outcome.Broken(facts, keys.unknowns());
        }
        return openOrKept(keys);
    }

    /** Whether there are so many keys whatever the drugs are, which is quickly told: mostly there are not. */
    private boolean canBeEnough(List<Dispense> seen, List<UnplacedDispense> unplaced) {
        LocalDate before = seen.getLast().day().minusDays(window);
        Set<ProviderKey> keys = new HashSet<>();
        int unknown = unplaced.size();
        for (int i = seen.size() - 1; i >= 0 && seen.get(i).day().isAfter(before); i--) {
            Optional<ProviderKey> key = role.of(seen.get(i));
            unknown += key.isPresent() ? 0 : 1;
            key.ifPresent(keys::add);
        }
        return keys.size() + unknown >= atLeast;
    }

    /** It is enough to look at the first and the last possible day: days between are those of dispenses with a place. */
    @Override
    public Outcome evaluate(UnplacedDispense current, DispenseHistory history, DrugTable drugs) {
        if (scope.includes(current.dispense(), drugs) == Answer.NO) {
            return new Outcome.Kept();
        }
        Span possible = current.possible();
        return Stream.of(possible.to(), possible.from())
                .map(day -> openOrKept(keys(day, history.upTo(day).dispenses(), history.unplaced(), drugs)))
                .filter(Outcome.Open.class::isInstance)
                .findFirst()
                .orElseGet(Outcome.Kept::new);
    }

    private Outcome openOrKept(KeysInWindow keys) {
        return keys.most() >= atLeast
                ? new Outcome.Open(keys.span(), keys.count(), keys.notCounted(), keys.unknowns())
                : new Outcome.Kept();
    }

    private KeysInWindow keys(LocalDate last, List<Dispense> seen, List<UnplacedDispense> unplaced, DrugTable drugs) {
        Span span = new Span(last.minusDays(window - 1L), last);
        return new KeysInWindow(
                role,
                span,
                KeysInWindow.inScope(seen.stream().filter(dispense -> span.contains(dispense.day())), scope, drugs),
                possible(span, unplaced, dispense -> dispense.why() != Why.LINKED_RECORD, drugs),
                possible(span, unplaced, dispense -> dispense.why() == Why.LINKED_RECORD, drugs));
    }

    private List<Candidate> possible(
            Span span, List<UnplacedDispense> unplaced, Predicate<UnplacedDispense> which, DrugTable drugs) {
        return KeysInWindow.inScope(
                unplaced.stream()
                        .filter(which)
                        .filter(dispense -> dispense.possible().overlaps(span))
                        .map(UnplacedDispense::dispense),
                scope,
                drugs);
    }

    /** The first day whose window holds too few distinct keys of the dispenses counted. */
    private LocalDate clearsOn(LocalDate today, KeysInWindow keys) {
        return today.datesUntil(today.plusDays(window + 1L))
                .filter(day -> keys.countAfter(day.minusDays(window)) < atLeast)
                .findFirst()
                .orElseThrow();
    }
}
