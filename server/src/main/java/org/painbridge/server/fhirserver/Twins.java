package org.painbridge.server.fhirserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Two entries that write one resource have no order, so the result would be chance: such a transaction is refused. */
final class Twins {
    private final Map<String, Integer> seen = new HashMap<>();

    private Twins() {}

    /** @throws EntryProblem naming both entries */
    static void refuse(List<BundleEntry> entries) {
        Twins twins = new Twins();
        for (BundleEntry entry : entries) {
            boolean named = entry.method() == HTTPVerb.PUT || entry.method() == HTTPVerb.DELETE;
            twins.add(entry, "request.url", named ? entry.target() : null);
            twins.add(entry, "request.ifNoneExist", entry.condition());
            twins.add(entry, "fullUrl", entry.writes() ? entry.fullUrl() : null);
        }
    }

    private void add(BundleEntry entry, String place, @Nullable String what) {
        Integer first = what == null ? null : seen.putIfAbsent(place + " " + what, entry.index());
        if (first != null) {
            String message = "Bundle.entry[" + first + "] and Bundle.entry[" + entry.index() + "] both have " + place
                    + " " + what + ": send one of them in a later request";
            throw new EntryProblem(entry.index(), place, new RequestProblem(ErrorCode.TWIN_ENTRIES, place, message));
        }
    }
}
