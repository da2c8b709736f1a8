package org.painbridge.clinical;

import java.util.Collection;
import java.util.Set;

/** The codes of one value set, by its canonical URL and version. */
public record CodeSet(String canonical, String version, Set<Code> codes) {
    public CodeSet {
        codes = Set.copyOf(codes);
    }

    public boolean contains(Code code) {
        return codes.contains(code);
    }

    public boolean containsAny(Collection<Code> candidates) {
        return candidates.stream().anyMatch(codes::contains);
    }
}
