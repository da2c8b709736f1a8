package org.painbridge.dispensing;

import java.util.List;

/** A rule whose answer depends on what the record does not say. This does not mean that the rule is kept. */
public record Undecided(RuleInfo rule, DispenseId dispense, BilingualText sentence, List<BilingualText> limits) {
    public Undecided {
        limits = List.copyOf(limits);
    }
}
