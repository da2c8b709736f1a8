package org.painbridge.imaging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The facts of an order as their trace shows them. */
final class Facts {
    private final RuleSet rules;
    private final LocalDate day;
    private final Map<String, List<Finding>> byFact;
    private final Scope scope;
    private final byte[] found;
    private final byte[] states;
    private final Map<String, FactFindings> findings = new HashMap<>();

    /** @param found what was found of each fact of the scope, @param states what follows */
    Facts(RuleSet rules, ImagingOrder order, Scope scope, byte[] found, byte[] states) {
        this.rules = rules;
        this.day = order.evaluatedOn();
        this.byFact = order.findings().stream().collect(Collectors.groupingBy(Finding::fact));
        this.scope = scope;
        this.found = found;
        this.states = states;
    }

    private FactFindings of(String fact) {
        return findings.computeIfAbsent(
                fact, id -> FactFindings.of(rules.fact(id), byFact.getOrDefault(id, List.of()), day));
    }

    /** The facts named, their parts, and the dates they count from, by id. */
    List<FactTrace> trace(Collection<String> ids) {
        Map<String, FactTrace> traces = new TreeMap<>();
        ids.forEach(id -> add(id, traces));
        return new ArrayList<>(traces.values());
    }

    private void add(String id, Map<String, FactTrace> traces) {
        if (traces.containsKey(id)) {
            return;
        }
        Fact fact = rules.fact(id);
        FactFindings own = of(id);
        traces.put(id, new FactTrace(fact, shown(fact, own), decisive(fact, own), own.setAside()));
        fact.anyOf().forEach(part -> add(part, traces));
        fact.base().ifPresent(base -> add(base, traces));
    }

    /** A date or number is MET when it is known; two that disagree are not. */
    private FactState shown(Fact fact, FactFindings own) {
        long values = switch (fact.type()) {
            case BOOLEAN -> 0;
            case DATE -> own.dated().stream().map(Finding::date).distinct().count();
            case QUANTITY ->
                own.numbers().stream().map(Finding::number).distinct().count();
        };
        if (values == 0) {
            return state(scope.number(fact.id()));
        }
        return values == 1 ? FactState.MET : FactState.UNKNOWN;
    }

    private FactState state(int number) {
        int onlyIf = scope.onlyIf(number);
        if (onlyIf >= 0 && states[onlyIf] == Kleene.NO) {
            return FactState.NOT_APPLICABLE;
        }
        boolean provisional = states[number] == Kleene.UNKNOWN && found[number] == Kleene.YES;
        return Kleene.state(provisional ? Kleene.YES : states[number]);
    }

    /** What made the state: of a clock or limit that nobody answered for, the dates or numbers that decide it. */
    private List<Finding> decisive(Fact fact, FactFindings own) {
        if (fact.base().isEmpty() || own.state() != FactState.UNKNOWN) {
            return own.used();
        }
        FactFindings base = of(fact.base().get());
        return fact.clock() == null ? base.numbers() : base.dated();
    }
}
