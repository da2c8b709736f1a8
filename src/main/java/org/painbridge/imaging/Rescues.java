package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    Rescues(RuleSet set, Procedure procedure, Scope scope) {
        set.scenarios().stream()
                .sorted(Comparator.comparing((Scenario scenario) -> !scenario.speaksAbout(procedure))
                        .thenComparing(scenario -> -scenario.specificity())
                        .thenComparing(Scenario::id))
                .forEach(scenario -> add(set, scenario, scope));
    }

    /** Of what is not in the scope nothing is known, so that what needs it is never sure to match. */
    private void add(RuleSet set, Scenario scenario, Scope scope) {
        Gates gates = scenario.gates();
        List<String> any =
                gates.any().stream().filter(fact -> scope.number(fact) >= 0).toList();
        int[] named = Stream.concat(gates.all().stream(), any.stream())
                .filter(fact -> set.fact(fact).emergent())
                .mapToInt(scope::number)
                .toArray();
        Stream<String> needed =
                Stream.of(gates.clocks().keySet(), gates.all(), gates.none()).flatMap(facts -> facts.stream());
        boolean anyKnown = gates.any().isEmpty() || !any.isEmpty();
        if (named.length > 0 && anyKnown && needed.allMatch(fact -> scope.number(fact) >= 0)) {
            scenarios.add(scenario);
            conditions.add(Conditions.of(new Gates(gates.clocks(), gates.all(), any, gates.none()), scope));
            flags.add(named);
        }
    }

    /** Those that match for a flag that is met. */
    List<Scenario> matching(byte[] facts) {
        return IntStream.range(0, scenarios.size())
                .filter(number -> IntStream.of(flags.get(number)).anyMatch(flag -> facts[flag] == Kleene.YES))
                .filter(number -> conditions.get(number).state(facts) == Kleene.YES)
                .mapToObj(scenarios::get)
                .toList();
    }
}
