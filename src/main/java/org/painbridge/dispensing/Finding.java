package org.painbridge.dispensing;

import java.util.List;
import java.util.Optional;

/**
 * A rule that a dispense breaks, explained.
 *
 * @param clears what would make it untrue again
 * @param limits what was not known, left out or not considered
 * @param toldBy the dispense whose finding said as much already, within the rule's quiet days; empty if this is news
 */
public record Finding(
        RuleInfo rule,
        Severity severity,
        FindingFacts facts,
        BilingualText sentence,
        BilingualText clears,
        List<BilingualText> limits,
        Optional<DispenseId> toldBy) {
    public Finding {
        limits = List.copyOf(limits);
    }

    /** The same, interrupting nobody. */
    Finding passive() {
        return new Finding(rule.passive(), severity, facts, sentence, clears, limits, toldBy);
    }

    /** Whether it is to be told: the first of its episode, or one that goes further. */
    public boolean isNews() {
        return toldBy.isEmpty();
    }

    /** Whether it goes on record: news of a rule that does more than answer. */
    public boolean isIssue() {
        return isNews() && rule.alerting().presentation() != Alerting.Presentation.ANSWER;
    }
}
