package org.painbridge.imaging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guideline packs side by side, each by its canonical and version: the live one, a candidate, that of a site. A version
 * names one content for ever.
 */
public final class RuleSets {
    private final Map<String, RuleSet> byVersion = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two have the same canonical and version */
    public RuleSets(Collection<RuleSet> sets) {
        for (RuleSet set : sets) {
            if (byVersion.put(set.ref().versioned(), set) != null) {
                throw new IllegalArgumentException(
                        "Two packs are called " + set.ref().versioned());
            }
        }
    }

    /** @param canonical with its version: {@code url|version}; without one, the only set of that canonical */
    public Optional<RuleSet> find(String canonical) {
        if (canonical.contains("|")) {
            return Optional.ofNullable(byVersion.get(canonical));
        }
        List<RuleSet> all = byVersion.values().stream()
                .filter(set -> set.ref().canonical().equals(canonical))
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** In the order in which they were given. */
    public List<RuleSet> all() {
        return List.copyOf(byVersion.values());
    }
}
