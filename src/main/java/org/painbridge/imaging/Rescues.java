package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scenarios that emergent red flags call for, whatever an order is for: numb feet are no reason to see the spine, signs
 * of the cord are. Over the facts of one plan.
 */
final class Rescues {
    /** Those about the ordered procedure first, then the most specific. */
    private final List<Scenario> scenarios = new ArrayList<>();

    private final List<Conditions> conditions = new ArrayList<>();
    private final List<int[]> flags = new ArrayList<>();
    private final List<int[]> dangers = new ArrayList<>();
    private final Scope scope;

    Rescues(RuleSet set, Procedure procedure, Scope scope) {
        this.scope = scope;
        set.scenarios().stream()
                .sorted(Comparator.comparing((Scenario scenario) -> !scenario.speaksAbout(procedure))
                        .thenComparing(scenario -> -scenario.specificity())
                        .thenComparing(Scenario::id))
                .forEach(scenario -> add(set, scenario));
    }

    /** What scenarios that a flag may call for and that rate the procedure look for, emergent or not. */
    static Stream<String> facts(RuleSet set, Procedure procedure) {
        return set.scenarios().stream()
                .filter(scenario -> scenario.option(procedure.key()).isPresent())
                .map(Scenario::gates)
                .filter(gates -> named(set, gates).findAny().isPresent())
                .flatMap(gates -> gates.any().stream());
    }

    private static Stream<String> named(RuleSet set, Gates gates) {
        return Stream.concat(gates.all().stream(), gates.any().stream())
                .filter(fact -> set.fact(fact).emergent());
    }

    /** Of what is not in the scope nothing is known, so that what needs it is never sure to match. */
    private void add(RuleSet set, Scenario scenario) {
        Gates gates = scenario.gates();
        List<String> any =
                gates.any().stream().filter(fact -> scope.number(fact) >= 0).toList();
        int[] named = named(set, gates).mapToInt(scope::number).toArray();
        Stream<String> needed =
                Stream.of(gates.clocks().keySet(), gates.all(), gates.none()).flatMap(facts -> facts.stream());
        boolean anyKnown = gates.any().isEmpty() || !any.isEmpty();
        if (named.length > 0 && anyKnown && needed.allMatch(fact -> scope.number(fact) >= 0)) {
            scenarios.add(scenario);
            conditions.add(Conditions.of(new Gates(gates.clocks(), gates.all(), any, gates.none()), scope));
            flags.add(named);
            dangers.add(IntStream.concat(IntStream.of(named), IntStream.of(scope.numbers(any)))
                    .toArray());
        }
    }

    /**
     * Those that match for a flag that is met.
     *
     * @param found what was found of each fact of the scope, @param facts what follows
     */
    List<Call> matching(byte[] found, byte[] facts) {
        return IntStream.range(0, scenarios.size())
                .filter(number -> IntStream.of(flags.get(number)).anyMatch(flag -> facts[flag] == Kleene.YES))
                .filter(number -> conditions.get(number).state(facts) == Kleene.YES)
                .mapToObj(number -> new Call(scenarios.get(number), met(dangers.get(number), found, facts)))
                .toList();
    }

    private Set<Integer> met(int[] dangers, byte[] found, byte[] facts) {
        return IntStream.of(dangers)
                .boxed()
                .flatMap(danger -> scope.causes(found, facts, danger))
                .collect(Collectors.toSet());
    }
}
