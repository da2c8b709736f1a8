package org.painbridge.dispensing;

import java.util.List;
import java.util.Set;

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

    /**
     * The same, with findings that interrupt nobody.
     *
     * @param rules whose findings these are
     */
    public Evaluation passive(Set<RuleKey> rules) {
        if (rules.isEmpty()
                || findings.stream()
                        .noneMatch(finding -> rules.contains(finding.rule().key()))) {
            return this;
        }
        List<Finding> told = findings.stream()
                .map(finding -> rules.contains(finding.rule().key()) ? finding.passive() : finding)
                .toList();
        return new Evaluation(dispense, told, undecided, shadow);
    }

    /** The findings that go on record. */
    public List<Finding> issues() {
        return findings.stream().filter(Finding::isIssue).toList();
    }
}
