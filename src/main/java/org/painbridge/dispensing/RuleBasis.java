package org.painbridge.dispensing;

import java.util.List;
import org.painbridge.clinical.Evidence;

/** Where a rule comes from, and how far that has been checked. */
public record RuleBasis(Status status, String source, List<Evidence> evidence) {
    public RuleBasis {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A rule needs a source");
        }
        evidence = List.copyOf(evidence);
    }
}
