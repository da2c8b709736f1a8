package org.painbridge.dispensing;

import java.util.List;

/** What a finding says of the rule it comes from. */
public record RuleInfo(
        RuleKey key,
        BilingualText title,
        Severities severities,
        List<Parameter> parameters,
        RuleCodes codes,
        RuleBasis basis,
        Alerting alerting) {
    public RuleInfo {
        parameters = List.copyOf(parameters);
    }

    /** The same rule, interrupting nobody. */
    RuleInfo passive() {
        return new RuleInfo(key, title, severities, parameters, codes, basis, alerting.passive());
    }

    /** How much a finding matters at least. */
    public Severity severity() {
        return severities.first();
    }

    /**
     * How much a finding matters.
     *
     * @param first as soon as the rule is broken
     * @param further where it is broken further than that, if the rule knows steps
     */
    public record Severities(Severity first, Severity further) {
        Severity at(int level) {
            return level > 1 ? further : first;
        }
    }
}
