package org.painbridge.imaging;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What an order may still come to, by Kleene's logic over the scenarios: quick, and never too few outcomes. It may name
 * one too many, as it does not see that two scenarios exclude each other.
 */
final class Prospects {
    private final Plan plan;
    private final byte[] scenarios;
    private final BitSet outcomes = new BitSet();

    /** How many scenarios, most specific first, are or may turn out to be the headline, if they may match at all. */
    private final int reach;

    Prospects(Plan plan, byte[] facts, byte[] scenarios) {
        this.plan = plan;
        this.scenarios = scenarios;
        this.reach = headlines();
        guard(plan.emergency(facts));
    }

    private int headlines() {
        int start = 0;
        while (start < scenarios.length) {
            int end = start;
            int best = Outcome.count();
            while (end < scenarios.length && plan.isSpecificAs(start, end)) {
                if (scenarios[end] == Kleene.YES) {
                    best = Math.min(best, plan.outcome(end).ordinal());
                }
                end++;
            }
            possible(start, end, best);
            if (best < Outcome.count()) {
                return end;
            }
            start = end;
        }
        outcomes.set(Outcome.NO_CRITERIA.ordinal());
        return start;
    }

    /** Of equally specific scenarios one that may match counts only if it would prevail over those that do. */
    private void possible(int start, int end, int best) {
        for (int scenario = start; scenario < end; scenario++) {
            int outcome = plan.outcome(scenario).ordinal();
            if (scenarios[scenario] == Kleene.UNKNOWN && outcome < best) {
                outcomes.set(outcome);
            }
        }
        if (best < Outcome.count()) {
            outcomes.set(best);
        }
    }

    /** The safety invariant: nothing that does not speak for imaging is final while an emergent flag may be met. */
    private void guard(byte emergency) {
        if (emergency == Kleene.NO) {
            return;
        }
        int permissive = Outcome.MAY_BE_APPROPRIATE.ordinal() + 1;
        if (outcomes.nextSetBit(permissive) >= 0) {
            if (emergency == Kleene.YES) {
                outcomes.clear(permissive, Outcome.count());
            }
            outcomes.set(Outcome.EMERGENCY.ordinal());
        }
    }

    boolean areSettled() {
        return outcomes.nextSetBit(outcomes.nextSetBit(0) + 1) < 0;
    }

    /** Only when settled. */
    Outcome outcome() {
        return Outcome.at(outcomes.nextSetBit(0));
    }

    BitSet outcomes() {
        return outcomes;
    }

    boolean mayBeHeadline(int scenario) {
        return scenario < reach && scenarios[scenario] != Kleene.NO;
    }

    /** By number, the scenarios of which each may turn out to be the headline and comes to the outcome. */
    IntStream candidates(Outcome outcome) {
        return IntStream.range(0, scenarios.length)
                .filter(number -> plan.outcome(number) == outcome && mayBeHeadline(number));
    }

    /** Whichever of them it is, it is as urgent as the calmest of them. */
    Urgency least(Outcome outcome) {
        return candidates(outcome)
                .mapToObj(number -> plan.scenarios().get(number).urgency())
                .min(Comparator.naturalOrder())
                .orElse(Urgency.ROUTINE);
    }
}
