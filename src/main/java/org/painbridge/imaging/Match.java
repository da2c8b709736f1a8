package org.painbridge.imaging;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;

/**
 * Which orders a scenario speaks about.
 *
 * @param regions of terminology table imaging-procedures; procedures that the scenario rates need no region
 * @param indications value sets of the reasons it is for
 */
public record Match(Set<String> regions, List<CodeSet> indications) {
    public Match {
        regions = Set.copyOf(regions);
        indications = List.copyOf(indications);
    }

    boolean isFor(Collection<Code> reasons) {
        return indications.stream().anyMatch(set -> set.containsAny(reasons));
    }
}
