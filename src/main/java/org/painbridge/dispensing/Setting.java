package org.painbridge.dispensing;

import java.util.Optional;
import java.util.Set;

/**
 * In what setting a drug was prescribed and handed over, as far as the record says.
 *
 * @param practice where the prescriber prescribed; empty if not known
 * @param circumstances those that are known; that one is missing does not mean that it does not hold
 */
public record Setting(Optional<ProviderKey> practice, Set<Circumstance> circumstances) {
    public static final Setting UNKNOWN = new Setting(Optional.empty(), Set.of());

    public Setting {
        circumstances = Set.copyOf(circumstances);
    }
}
