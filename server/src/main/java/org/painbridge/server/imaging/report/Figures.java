package org.painbridge.server.imaging.report;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a report, before any is withheld.
 *
 * @param results decisions by category, or why there is none
 * @param scenarios decisions by the scenario that made them
 * @param overrides decisions that were overridden, by reason
 * @param peers share of appropriate decisions of each practitioner
 */
record Figures(
        Map<String, Long> results,
        Map<String, Long> scenarios,
        Map<String, Long> overrides,
        Map<String, Double> peers) {
    static final Set<String> SCORED = Set.of("appropriate", "may-be-appropriate", "not-appropriate");
    static final Set<String> UNKNOWN = Set.of("needs-data", "not-recognised");

    /** Percentage of practitioners, the one among them, whose share is not higher; empty for one with too few decisions. */
    OptionalDouble percentile(@Nullable String practitioner) {
        Double own = practitioner == null ? null : peers.get(practitioner);
        if (own == null || Cells.isSmall(peers.size())) {
            return OptionalDouble.empty();
        }
        long notHigher = peers.values().stream().filter(share -> share <= own).count();
        return OptionalDouble.of(100.0 * notHigher / peers.size());
    }
}
