package org.painbridge.dispensing;

import java.util.List;

/**
 * A rule whose answer depends on what the record does not say. This does not mean that the rule is kept.
 *
 * @param dispense the one that was evaluated
 * @param because the dispenses that lack something
 * @param onlyIdentity whether nothing is lacking but who the patient is: so it is of each dispense, and no news
 * @param limits what is not known of how many dispenses, and what was not considered
 */
public record Undecided(
        RuleInfo rule,
        Dispense dispense,
        List<DispenseId> because,
        boolean onlyIdentity,
        BilingualText sentence,
        List<BilingualText> limits) {
    public Undecided {
        because = List.copyOf(because);
        limits = List.copyOf(limits);
        if (because.isEmpty()) {
            throw new IllegalArgumentException(
                    "Undecided for no reason: " + rule.key().id());
        }
    }

    /** Whether it goes on record; else it is told to who asks. */
    public boolean isIssue() {
        return rule.alerting().undecidedIsIssue() && !onlyIdentity;
    }
}
