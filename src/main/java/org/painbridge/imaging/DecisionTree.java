package org.painbridge.imaging;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an order comes to, depending on the facts still unknown. Always reduced: a question whose two answers lead to
 * the same is not in it. So the facts in it are exactly the decisive ones, and no smaller set decides in every case.
 */
sealed interface DecisionTree {
    record Leaf(Outcome outcome) implements DecisionTree {}

    record Ask(String fact, DecisionTree met, DecisionTree notMet) implements DecisionTree {}

    static DecisionTree ask(String fact, DecisionTree met, DecisionTree notMet) {
        return met.equals(notMet) ? met : new Ask(fact, met, notMet);
    }

    default Set<Outcome> outcomes() {
        return switch (this) {
            case Leaf leaf -> EnumSet.of(leaf.outcome());
            case Ask ask -> {
                Set<Outcome> both = EnumSet.copyOf(ask.met().outcomes());
                both.addAll(ask.notMet().outcomes());
                yield both;
            }
        };
    }

    /** The decisive facts. */
    default Set<String> facts() {
        return switch (this) {
            case Leaf leaf -> Set.of();
            case Ask ask -> {
                Set<String> facts = new TreeSet<>(ask.met().facts());
                facts.addAll(ask.notMet().facts());
                facts.add(ask.fact());
                yield facts;
            }
        };
    }

    default DecisionTree given(String fact, boolean met) {
        return switch (this) {
            case Leaf leaf -> leaf;
            case Ask ask when ask.fact().equals(fact) -> met ? ask.met() : ask.notMet();
            case Ask ask ->
                ask(ask.fact(), ask.met().given(fact, met), ask.notMet().given(fact, met));
        };
    }
}
