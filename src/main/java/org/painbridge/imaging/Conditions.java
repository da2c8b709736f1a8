package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The gates of a scenario over the numbers of a scope.
 *
 * @param met each has to be met
 * @param any one has to be met, when there are any
 * @param none none may be met; clocks that have to be not met among them
 */
record Conditions(int[] met, int[] any, int[] none) {
    static Conditions of(Gates gates, Scope scope) {
        List<String> met = clocks(gates, true);
        met.addAll(gates.all());
        List<String> none = clocks(gates, false);
        none.addAll(gates.none());
        return new Conditions(scope.numbers(met), scope.numbers(gates.any()), scope.numbers(none));
    }

    private static List<String> clocks(Gates gates, boolean met) {
        return gates.clocks().entrySet().stream()
                .filter(clock -> clock.getValue() == met)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    byte state(byte[] states) {
        byte state = Kleene.YES;
        for (int fact : met) {
            state = Kleene.and(state, states[fact]);
        }
        for (int fact : none) {
            state = Kleene.and(state, Kleene.not(states[fact]));
        }
        return any.length == 0 ? state : Kleene.and(state, any(states));
    }

    private byte any(byte[] states) {
        byte state = Kleene.NO;
        for (int fact : any) {
            state = Kleene.or(state, states[fact]);
        }
        return state;
    }

    /** The same as a function of the facts that are unknown. */
    int diagram(Diagrams diagrams, int[] facts) {
        int all = Diagrams.YES;
        for (int fact : met) {
            all = diagrams.and(all, facts[fact]);
        }
        for (int fact : none) {
            all = diagrams.and(all, diagrams.not(facts[fact]));
        }
        if (any.length == 0) {
            return all;
        }
        int one = Diagrams.NO;
        for (int fact : any) {
            one = diagrams.or(one, facts[fact]);
        }
        return diagrams.and(all, one);
    }
}
