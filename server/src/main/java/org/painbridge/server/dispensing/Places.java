package org.painbridge.server.dispensing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.server.dispensing.DispenseVersions.Version;

/** The places of dispenses on their days: what stands has its own, the rest gets one in the order in which it was learned of. */
final class Places {
    private Places() {}

    /** With the place that each would have been given when it was learned of; what is believed now has it. */
    static List<Version> given(List<Version> all) {
        List<Version> placed = new ArrayList<>();
        for (Version version : all) {
            DispenseRow row = version.row();
            if (!row.isPlaced() || version.voided() == null) {
                placed.add(version);
                continue;
            }
            long arrival = lasting(all, version)
                    .or(() -> placed.stream()
                            .filter(each -> isKept(each, version))
                            .map(Version::row)
                            .findFirst())
                    .map(DispenseRow::arrival)
                    .orElseGet(() -> next(placed, version));
            placed.add(new Version(row.arrivedAs(arrival), version.recorded(), version.voided()));
        }
        return placed;
    }

    /** What is believed now, if it has kept its place since. */
    private static Optional<DispenseRow> lasting(List<Version> all, Version version) {
        return version.voided() == null
                ? Optional.of(version.row())
                : all.stream()
                        .filter(later -> later.recorded().isAfter(version.recorded()) && isKept(version, later))
                        .map(later -> lasting(all, later))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** Whether the later followed the earlier in its place. */
    private static boolean isKept(Version earlier, Version later) {
        return earlier.row().id().equals(later.row().id())
                && later.recorded().equals(earlier.voided())
                && earlier.row().isPlaced()
                && later.row().isPlaced()
                && earlier.row().day().equals(later.row().day());
    }

    private static long next(List<Version> placed, Version version) {
        return placed.stream()
                .filter(each -> each.voided() == null || each.voided().isAfter(version.recorded()))
                .filter(each -> each.row().isPlaced()
                        && each.row().day().equals(version.row().day()))
                .map(each -> each.row().arrival())
                .max(Comparator.naturalOrder())
                .map(latest -> latest + 1)
                .orElse(0L);
    }
}
