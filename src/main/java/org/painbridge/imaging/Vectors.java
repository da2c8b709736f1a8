package org.painbridge.imaging;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Takes fact vectors from orders and reads them back. */
final class Vectors {
    private static final String BIRTH = "birth-date";
    private static final String FEMALE = "female";

    private final RuleSet rules;
    private final Indications indications;
    private final Scope all;

    Vectors(RuleSet rules, Indications indications) {
        this.rules = rules;
        this.indications = indications;
        this.all = Scope.of(rules, rules.facts().keySet());
    }

    FactVector of(ImagingOrder order) {
        byte[] found = Reading.found(all, order);
        Map<String, FactState> facts = new TreeMap<>();
        for (int number = 0; number < found.length; number++) {
            Fact fact = all.fact(number);
            if (fact.type() == Fact.Type.BOOLEAN && found[number] != Kleene.UNKNOWN) {
                facts.put(fact.id(), Kleene.state(found[number]));
            }
        }
        TreeSet<String> reasons = new TreeSet<>();
        indications.of(order.indications()).forEach(set -> reasons.add(set.canonical()));
        return FactVector.of(order.procedureKey(), reasons, facts, age(order).map(FactVector::band), sex(facts));
    }

    private static Optional<String> sex(Map<String, FactState> facts) {
        return Optional.ofNullable(facts.get(FEMALE)).map(state -> state == FactState.MET ? FEMALE : "male");
    }

    /** Empty when it is not told, or told in two ways, or too vaguely for a year. */
    private Optional<Integer> age(ImagingOrder order) {
        Fact birth = rules.facts().get(BIRTH);
        if (birth == null) {
            return Optional.empty();
        }
        List<Integer> ages = FactFindings.of(birth, order).dated().stream()
                .flatMap(finding -> Optional.ofNullable(finding.date()).stream())
                .flatMap(date -> Stream.of(date.earliest(), date.latest()))
                .map(day -> Period.between(day, order.evaluatedOn()).getYears())
                .distinct()
                .toList();
        return ages.size() == 1 && ages.getFirst() >= 0 ? Optional.of(ages.getFirst()) : Optional.empty();
    }

    /** What the vector says of the facts of a plan; an age limit that it does not state, by its band. */
    byte[] found(Scope scope, FactVector vector) {
        byte[] found = new byte[scope.size()];
        for (int number = 0; number < found.length; number++) {
            FactState state = vector.facts().get(scope.fact(number).id());
            found[number] = state == null ? byAge(scope.fact(number), vector) : Kleene.of(state);
        }
        return found;
    }

    private static byte byAge(Fact fact, FactVector vector) {
        Clock clock = fact.clock();
        if (clock == null || !clock.since().equals(BIRTH) || vector.ageBand().isEmpty()) {
            return Kleene.UNKNOWN;
        }
        int youngest = vector.ageBand().get();
        int limit = clock.atLeast().getYears();
        if (youngest >= limit) {
            return Kleene.YES;
        }
        boolean last = youngest == FactVector.LAST_BAND;
        return !last && youngest + FactVector.BAND <= limit ? Kleene.NO : Kleene.UNKNOWN;
    }
}
