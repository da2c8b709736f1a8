package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.painbridge.dispensing.Operator.Unknowns;

/** The sentences of a rule, with places for its numbers. Written in the rule file. */
record Wording(Sentences sentences, Reserves reserves) {

    record Sentences(BilingualText finding, BilingualText clears, BilingualText undecided) {}

    /** What is said of unknowns and of what the rule does not consider. */
    record Reserves(
            BilingualText unknownKey,
            BilingualText unknownDrug,
            BilingualText keyByReference,
            BilingualText withoutPlace,
            BilingualText linkedRecord,
            BilingualText notConsidered) {}

    Finding finding(RuleInfo rule, FindingFacts facts, Unknowns unknowns) {
        Map<String, Object> values = values(rule, facts.window(), facts.count());
        values.put("clears", facts.clearsOn());
        return new Finding(
                rule,
                facts,
                sentences.finding().with(values),
                sentences.clears().with(values),
                limits(unknowns));
    }

    Undecided undecided(RuleInfo rule, Dispense dispense, Operator.Outcome.Open open) {
        Map<String, Object> values = values(rule, open.window(), open.count());
        return new Undecided(
                rule, dispense, open.because(), sentences.undecided().with(values), limits(open.unknowns()));
    }

    private static Map<String, Object> values(RuleInfo rule, Span window, int count) {
        Map<String, Object> values = new TreeMap<>();
        rule.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.put("count", count);
        values.put("from", window.from());
        values.put("to", window.to());
        return values;
    }

    private List<BilingualText> limits(Unknowns unknowns) {
        List<BilingualText> limits = new ArrayList<>();
        addIfAny(limits, reserves.unknownKey(), unknowns.withoutKey());
        addIfAny(limits, reserves.unknownDrug(), unknowns.unknownDrug());
        addIfAny(limits, reserves.keyByReference(), unknowns.byReference());
        addIfAny(limits, reserves.withoutPlace(), unknowns.withoutPlace());
        addIfAny(limits, reserves.linkedRecord(), unknowns.linked());
        limits.add(reserves.notConsidered());
        return limits;
    }

    private static void addIfAny(List<BilingualText> limits, BilingualText text, int number) {
        if (number > 0) {
            limits.add(text.with(Map.of("unknown", number)));
        }
    }
}
