package org.painbridge.dispensing;

import java.util.List;

/** What the rules say of one dispense in the light of those before it. */
public record Evaluation(DispenseId dispense, List<Finding> findings, List<Undecided> undecided) {
    public Evaluation {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
    }
}
