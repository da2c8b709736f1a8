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
 * @param onlyRated whether it leaves all else of its regions to other scenarios
 * @param eachRegion whether every region is a row of its own, answered with its own procedures only
 * @param indications value sets of the reasons it is for
 */
public record Match(Set<String> regions, boolean onlyRated, boolean eachRegion, List<CodeSet> indications) {
    public Match {
        regions = Set.copyOf(regions);
        indications = List.copyOf(indications);
    }

    boolean isFor(Collection<Code> reasons) {
        return indications.stream().anyMatch(set -> set.containsAny(reasons));
    }

    boolean isOf(Procedure procedure) {
        return !onlyRated && regions.contains(procedure.region());
    }

    /** Not a radiograph of the wrist to whoever ordered one of the foot. */
    boolean answers(Procedure ordered, Procedure offered) {
        return !eachRegion
                || !regions.contains(ordered.region())
                || !regions.contains(offered.region())
                || ordered.region().equals(offered.region());
    }
}
