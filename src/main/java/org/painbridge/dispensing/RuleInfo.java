package org.painbridge.dispensing;

import java.util.List;

/** What a finding says of the rule it comes from. */
public record RuleInfo(
        RuleKey key,
        BilingualText title,
        Severity severity,
        List<Parameter> parameters,
        RuleCodes codes,
        RuleBasis basis) {
    public RuleInfo {
        parameters = List.copyOf(parameters);
    }
}
