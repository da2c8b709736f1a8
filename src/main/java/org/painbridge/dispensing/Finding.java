package org.painbridge.dispensing;

import java.util.List;

/**
 * A rule that a dispense breaks, explained.
 *
 * @param clears what would make it untrue again
 * @param limits what was not known or not considered
 */
public record Finding(
        RuleInfo rule, FindingFacts facts, BilingualText sentence, BilingualText clears, List<BilingualText> limits) {
    public Finding {
        limits = List.copyOf(limits);
    }
}
