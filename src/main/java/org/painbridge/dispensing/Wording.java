package org.painbridge.dispensing;

import java.util.Map;
import java.util.TreeMap;

/** The sentences of a rule, with places for its numbers. Written in the rule file. */
record Wording(BilingualText finding, BilingualText clears, BilingualText undecided) {

    /** The parameters of the rule, and the days looked at. */
    static Map<String, Object> values(RuleInfo rule, Span window, int count) {
        Map<String, Object> values = new TreeMap<>();
        rule.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.put("count", count);
        values.put("from", window.from());
        values.put("to", window.to());
        return values;
    }
}
