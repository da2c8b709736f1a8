package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The facts of an order, found and computed, with their trace. */
final class Facts {
    private final RuleSet rules;
    private final Map<String, FactFindings> findings;
    private final World world;

    Facts(RuleSet rules, ImagingOrder order) {
        this.rules = rules;
        this.findings = rules.facts().values().stream()
                .collect(Collectors.toMap(Fact::id, fact -> FactFindings.of(fact, order)));
        this.world = new World(
                rules.facts(), rules.facts().values().stream().collect(Collectors.toMap(Fact::id, this::found)));
    }

    World world() {
        return world;
    }

    private FactState found(Fact fact) {
        FactFindings own = of(fact.id());
        FactState said = own.state();
        Clock clock = fact.clock();
        if (clock == null || said != FactState.UNKNOWN) {
            return said;
        }
        return of(clock.since()).state(clock);
    }

    private FactFindings of(String fact) {
        return Objects.requireNonNull(findings.get(fact), fact);
    }

    /** The facts named, their parts, and the dates they count from, by id. */
    List<FactTrace> trace(Collection<String> ids) {
        Map<String, FactTrace> traces = new TreeMap<>();
        for (String id : new TreeSet<>(ids)) {
            add(id, traces);
        }
        return new ArrayList<>(traces.values());
    }

    private void add(String id, Map<String, FactTrace> traces) {
        Fact fact = rules.fact(id);
        FactFindings own = of(id);
        traces.put(
                id,
                new FactTrace(
                        id,
                        fact.question(),
                        shown(id, own),
                        decisive(fact, own),
                        own.setAside(),
                        fact.clock(),
                        fact.lookBack()));
        fact.anyOf().forEach(part -> add(part, traces));
        if (fact.clock() != null) {
            add(fact.clock().since(), traces);
        }
    }

    /** A date is MET when it is known; two that disagree are not. */
    private FactState shown(String id, FactFindings own) {
        long dates = own.dated().stream().map(Finding::date).distinct().count();
        if (dates == 0) {
            return world.state(id);
        }
        return dates == 1 ? FactState.MET : FactState.UNKNOWN;
    }

    /** What made the state: of a clock that nobody answered for, the dates it counts from. */
    private List<Finding> decisive(Fact fact, FactFindings own) {
        Clock clock = fact.clock();
        return clock == null || own.state() != FactState.UNKNOWN
                ? own.used()
                : of(clock.since()).dated();
    }
}
