package org.painbridge.imaging;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What decides about orders of one procedure for some reasons. Made once and shared by all such orders; it knows no
 * person.
 */
final class Plan {
    private final Procedure procedure;
    private final List<Scenario> scenarios;
    private final Scope scope;
    private final Conditions[] conditions;
    private final Outcome[] outcomes;
    private final RuleId[] rules;
    private final List<Optional<ImagingOption>> cells;
    private final List<String> asked;
    private final int[] questions;
    private final int[] emergent;
    private final int[] named;
    private final int[] related;
    private final int[] mayFollow;
    private final int[] watched;
    private final SafetyCheck safety;
    private final Rescues rescues;
    private final int population;

    private Plan(
            RuleSet set, Procedure procedure, List<Scenario> scenarios, Set<String> emergent, List<SafetyGate> gates) {
        this.procedure = procedure;
        this.scenarios = scenarios;
        this.asked = asked(set, scenarios, emergent);
        List<String> emergencies = set.facts().values().stream()
                .filter(Fact::emergent)
                .map(Fact::id)
                .toList();
        this.scope = Scope.of(
                set,
                Stream.of(
                                asked.stream(),
                                emergencies.stream(),
                                Rescues.facts(set, procedure),
                                SafetyCheck.facts(set, gates),
                                set.safety().population().stream())
                        .flatMap(facts -> facts)
                        .toList());
        this.population = set.safety().population().map(scope::number).orElse(-1);
        this.rescues = new Rescues(set, procedure, scope);
        this.safety = new SafetyCheck(set, procedure, scope, gates);
        this.questions = scope.numbers(asked);
        this.emergent = scope.numbers(emergencies);
        this.named = IntStream.of(this.emergent)
                .filter(flag -> emergent.contains(scope.fact(flag).id())
                        || IntStream.of(questions).anyMatch(question -> scope.dependsOn(question, flag)))
                .toArray();
        Set<String> matters = matters(this.named);
        this.related = IntStream.of(this.emergent)
                .filter(flag -> IntStream.of(named).anyMatch(one -> one == flag)
                        || Stream.ofNullable(scope.fact(flag).matter()).anyMatch(matters::contains))
                .toArray();
        this.mayFollow = IntStream.of(this.emergent)
                .filter(flag -> IntStream.of(questions).anyMatch(question -> scope.dependsOn(flag, question)))
                .toArray();
        this.watched = IntStream.range(0, scope.size())
                .filter(fact -> IntStream.concat(IntStream.of(questions), IntStream.of(this.emergent))
                        .anyMatch(one -> scope.dependsOn(one, fact)))
                .toArray();
        this.conditions = scenarios.stream()
                .map(scenario -> Conditions.of(scenario.gates(), scope))
                .toArray(Conditions[]::new);
        this.cells = scenarios.stream()
                .map(scenario -> scenario.option(procedure.key()))
                .toList();
        this.outcomes = cells.stream().map(this::outcome).toArray(Outcome[]::new);
        this.rules = scenarios.stream()
                .map(scenario -> scenario.rule(procedure.key()))
                .toArray(RuleId[]::new);
    }

    /**
     * @param scenarios that speak about the procedure and are for a reason of the order
     * @param gates of safety about the procedure or an alternative to it
     */
    static Plan of(RuleSet set, Procedure procedure, List<Scenario> scenarios, List<SafetyGate> gates) {
        List<Scenario> ordered = scenarios.stream()
                .sorted(Comparator.comparing(Scenario::specificity).reversed().thenComparing(Scenario::id))
                .toList();
        Set<String> emergent = ordered.stream()
                .flatMap(scenario -> scenario.redFlags().stream())
                .filter(flag -> set.fact(flag).emergent())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Plan(set, procedure, ordered, emergent, gates);
    }

    /** All facts that may matter: emergent ones first, then as the scenarios ask, each behind its precondition. */
    private static List<String> asked(RuleSet set, List<Scenario> scenarios, Set<String> emergent) {
        Set<String> used = new LinkedHashSet<>(emergent);
        scenarios.forEach(scenario -> used.addAll(scenario.gates().facts()));
        Stream<String> asks = scenarios.stream().flatMap(scenario -> scenario.asks().stream());
        Set<String> asked = new LinkedHashSet<>();
        asks.filter(used::contains)
                .sorted(Comparator.comparing(fact -> !emergent.contains(fact)))
                .forEach(fact -> add(set, fact, asked));
        return List.copyOf(asked);
    }

    private static void add(RuleSet set, String id, Set<String> asked) {
        String onlyIf = set.fact(id).onlyIf();
        if (onlyIf != null) {
            add(set, onlyIf, asked);
        }
        asked.add(id);
    }

    private Set<String> matters(int[] flags) {
        return IntStream.of(flags)
                .mapToObj(flag -> scope.fact(flag).matter())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    private Outcome outcome(Optional<ImagingOption> cell) {
        return cell.map(option -> Outcome.of(option.category()))
                .orElse(procedure.isTooCoarse() ? Outcome.TOO_COARSE : Outcome.NO_CRITERIA);
    }

    SafetyCheck safety() {
        return safety;
    }

    Procedure procedure() {
        return procedure;
    }

    /** Most specific first. */
    List<Scenario> scenarios() {
        return scenarios;
    }

    Scope scope() {
        return scope;
    }

    /** The facts to ask for, in the order in which to ask. */
    List<String> asked() {
        return asked;
    }

    /** The same by their numbers in the scope. */
    int[] questions() {
        return questions;
    }

    /** All facts that decide, asked for or not, by their numbers in the scope. */
    int[] watched() {
        return watched;
    }

    /**
     * All emergent red flags of the rule set. Those of the scenarios are asked for; of the others only what is known
     * counts, and what follows from the answers.
     */
    int[] emergent() {
        return emergent;
    }

    /** Of these the ones that a scenario names, as a red flag or as part of what it asks for. */
    int[] named() {
        return named;
    }

    /** Those and the others of the same matter: cord compression at an order that asks for signs of the cauda. */
    int[] related() {
        return related;
    }

    /** What emergent flags call for, whatever the order is for. */
    Rescues rescues() {
        return rescues;
    }

    /** Whether the rule set is known not to be for such a person. */
    boolean excludes(byte[] facts) {
        return population >= 0 && facts[population] == Kleene.NO;
    }

    Conditions conditions(int scenario) {
        return conditions[scenario];
    }

    /** What the order comes to if the scenario is the headline. */
    Outcome outcome(int scenario) {
        return outcomes[scenario];
    }

    /** How the scenario rates the procedure; empty when it does not. */
    Optional<ImagingOption> cell(int scenario) {
        return cells.get(scenario);
    }

    RuleId rule(int scenario) {
        return rules[scenario];
    }

    boolean isSpecificAs(int scenario, int other) {
        return scenarios.get(scenario).specificity() == scenarios.get(other).specificity();
    }

    byte[] scenarioStates(byte[] facts) {
        byte[] states = new byte[conditions.length];
        for (int scenario = 0; scenario < states.length; scenario++) {
            states[scenario] = conditions[scenario].state(facts);
        }
        return states;
    }

    /** Whether any emergent red flag is met; unknown only where answers to what is asked may tell. */
    byte emergency(byte[] facts) {
        for (int flag : emergent) {
            if (facts[flag] == Kleene.YES) {
                return Kleene.YES;
            }
        }
        byte any = Kleene.NO;
        for (int flag : mayFollow) {
            any = Kleene.or(any, facts[flag]);
        }
        return any;
    }

    @Override
    public String toString() {
        return procedure.key() + " by " + Arrays.toString(rules);
    }
}
