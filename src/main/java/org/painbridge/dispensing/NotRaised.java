package org.painbridge.dispensing;

import java.util.List;
import java.util.Optional;

/**
 * A rule that a dispense would break but for what keeps it from being told.
 *
 * @param reasons codes, as wording.yaml has them
 * @param toldBy the dispense whose finding said as much already, where that is the reason
 * @param dispenses all that it depends on, the dispense itself among them
 */
public record NotRaised(
        RuleInfo rule,
        List<String> reasons,
        BilingualText sentence,
        Optional<DispenseId> toldBy,
        List<DispenseId> dispenses) {
    public NotRaised {
        reasons = List.copyOf(reasons);
        dispenses = List.copyOf(dispenses);
    }
}
