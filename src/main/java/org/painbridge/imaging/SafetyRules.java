package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;

/**
 * What cuts across all scenarios of a pack.
 *
 * @param population fact that has to be met for any scenario that is not emergent, such as {@code adult}
 */
public record SafetyRules(
        Optional<String> population,
        List<SafetyGate> gates,
        Optional<RepeatPolicy> repeats,
        Optional<DosePolicy> dose) {
    /** Of a pack that has none. */
    static final SafetyRules NONE = new SafetyRules(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public SafetyRules {
        gates = List.copyOf(gates);
    }
}
