package org.painbridge.dispensing;

import java.util.List;

/**
 * What the rules say of one dispense in the light of those before it.
 *
 * @param findings of active rules, those included that were told before
 * @param shadow findings of rules on trial: to be counted, not to be told
 */
public record Evaluation(DispenseId dispense, List<Finding> findings, List<Undecided> undecided, List<Finding> shadow) {
    public Evaluation {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
        shadow = List.copyOf(shadow);
    }

    public Evaluation(DispenseId dispense, List<Finding> findings, List<Undecided> undecided) {
        this(dispense, findings, undecided, List.of());
    }

    /** The findings that go on record. */
    public List<Finding> issues() {
        return findings.stream().filter(Finding::isIssue).toList();
    }
}
