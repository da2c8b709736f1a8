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
            boolean named = entry.changes() && !entry.byCriteria();
            twins.add(entry, "request.url", named ? "request.url " + entry.target() : null);
            // A delete comes before the others, and what it finds is not there for them.
            if (entry.condition() != null && entry.method() != HTTPVerb.DELETE) {
                twins.add(entry, entry.condition().place(), entry.condition().lockName());
            }
            twins.add(
                    entry, "fullUrl", entry.refers() && entry.fullUrl() != null ? "fullUrl " + entry.fullUrl() : null);
        }
    }

    private void add(BundleEntry entry, String place, @Nullable String what) {
        Integer first = what == null ? null : seen.putIfAbsent(what, entry.index());
        if (first != null) {
            throw problem(first, entry, place, "have " + what);
        }
    }

    /** @param both what they have in common: {@code are about Patient/1} */
    static EntryProblem problem(int first, BundleEntry second, String place, String both) {
        String message = "Bundle.entry[" + first + "] and Bundle.entry[" + second.index() + "] both " + both
                + ": send one of them in a later request";
        return new EntryProblem(second.index(), place, new RequestProblem(ErrorCode.TWIN_ENTRIES, place, message));
    }
}
