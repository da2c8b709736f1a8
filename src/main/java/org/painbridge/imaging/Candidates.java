package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scenarios that speak about the ordered procedure and its reason, most specific first. */
final class Candidates {
    private final Procedure procedure;
    private final List<Scenario> scenarios;
    private final Set<String> emergent;

    Candidates(RuleSet rules, Procedure procedure, ImagingOrder order) {
        this.procedure = procedure;
        this.scenarios = rules.scenarios().stream()
                .filter(scenario -> scenario.speaksAbout(procedure))
                .filter(scenario -> scenario.isFor(order.indications()))
                .sorted(Comparator.comparing(Scenario::specificity).reversed().thenComparing(Scenario::id))
                .toList();
        this.emergent = scenarios.stream()
                .flatMap(scenario -> scenario.redFlags().stream())
                .filter(flag -> rules.fact(flag).emergent())
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    Set<String> emergent() {
        return emergent;
    }

    /** All facts that may matter: emergent ones first, then as the scenarios ask. */
    List<String> facts() {
        Set<String> used = new LinkedHashSet<>(emergent);
        scenarios.forEach(scenario -> used.addAll(scenario.gates().facts()));
        Set<String> asked = new LinkedHashSet<>();
        scenarios.forEach(scenario -> asked.addAll(scenario.asks()));
        List<String> ordered =
                new ArrayList<>(asked.stream().filter(used::contains).toList());
        ordered.sort(Comparator.comparing(fact -> !emergent.contains(fact)));
        return ordered;
    }

    /** The outcome if it is settled in this world, whatever the unknown facts turn out to be. */
    Optional<Outcome> outcome(World world) {
        Optional<Outcome> rated = ratedOutcome(world);
        if (rated.isEmpty() || rated.get().speaksForImaging()) {
            return rated;
        }
        return switch (FactState.any(emergent.stream().map(world::state).toList())) {
            case MET -> Optional.of(Outcome.EMERGENCY);
            case UNKNOWN -> Optional.empty();
            case NOT_MET, NOT_APPLICABLE -> rated;
        };
    }

    private Optional<Outcome> ratedOutcome(World world) {
        List<Scenario> headlines = headlines(world);
        if (headlines.stream().anyMatch(scenario -> state(scenario, world) == FactState.UNKNOWN)) {
            return Optional.empty();
        }
        return Optional.of(headlines.stream()
                .map(this::cellOutcome)
                .min(Comparator.naturalOrder())
                .orElse(Outcome.NO_CRITERIA));
    }

    /** The scenarios of which one is, or may turn out to be, the headline. */
    List<Scenario> headlines(World world) {
        TreeMap<Integer, List<Scenario>> groups = scenarios.stream()
                .filter(scenario -> state(scenario, world) != FactState.NOT_MET)
                .collect(Collectors.groupingBy(
                        Scenario::specificity, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        List<Scenario> possible = new ArrayList<>();
        for (List<Scenario> group : groups.values()) {
            possible.addAll(group);
            if (group.stream().anyMatch(scenario -> state(scenario, world) == FactState.MET)) {
                break;
            }
        }
        return possible;
    }

    FactState state(Scenario scenario, World world) {
        return scenario.gates().state(world::state);
    }

    Outcome cellOutcome(Scenario scenario) {
        Outcome unrated = procedure.isTooCoarse() ? Outcome.TOO_COARSE : Outcome.NO_CRITERIA;
        return scenario.option(procedure.key())
                .map(option -> Outcome.of(option.category()))
                .orElse(unrated);
    }

    /** Of everything that matches, the most urgent. A met emergent red flag is an emergency under any scenario. */
    Urgency urgency(World world) {
        Urgency flags = emergent.stream().anyMatch(flag -> world.state(flag) == FactState.MET)
                ? Urgency.EMERGENT
                : Urgency.ROUTINE;
        return scenarios.stream()
                .filter(scenario -> state(scenario, world) == FactState.MET)
                .map(Scenario::urgency)
                .reduce(flags, Urgency::or);
    }

    DecisionTree tree(World world) {
        return tree(world, facts());
    }

    private DecisionTree tree(World world, List<String> open) {
        Optional<Outcome> settled = outcome(world);
        if (settled.isPresent()) {
            return new DecisionTree.Leaf(settled.get());
        }
        if (open.isEmpty()) {
            throw new IllegalStateException("Scenarios depend on a fact they do not ask for: " + procedure.key());
        }
        String fact = open.getFirst();
        List<String> rest = open.subList(1, open.size());
        if (world.state(fact) != FactState.UNKNOWN) {
            return tree(world, rest);
        }
        return DecisionTree.ask(
                fact, tree(world.with(fact, FactState.MET), rest), tree(world.with(fact, FactState.NOT_MET), rest));
    }
}
