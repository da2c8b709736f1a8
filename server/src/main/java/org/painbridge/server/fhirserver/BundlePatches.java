package org.painbridge.server.fhirserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.painbridge.server.patch.SentReference;

/** The patches among the entries of a bundle, each read once, before anything is written. */
final class BundlePatches {
    private final Map<Integer, ResourcePatch> byEntry = new HashMap<>();

    private BundlePatches() {}

    /** @throws EntryProblem where an entry should carry a patch, and does not */
    static BundlePatches of(List<BundleEntry> entries, BundleRequest request) {
        BundlePatches patches = new BundlePatches();
        for (BundleEntry entry : entries) {
            if (entry.method() == HTTPVerb.PATCH) {
                patches.byEntry.put(entry.index(), read(entry, request));
            }
        }
        return patches;
    }

    private static ResourcePatch read(BundleEntry entry, BundleRequest request) {
        try {
            return request.patches().apply(entry);
        } catch (RequestProblem e) {
            throw new EntryProblem(entry.index(), "resource", e);
        }
    }

    ResourcePatch of(BundleEntry entry) {
        return Objects.requireNonNull(byEntry.get(entry.index()));
    }

    /**
     * Of an entry that writes or patches: what of it may lead to other entries.
     *
     * @param links takes what of a resource may do so without being a reference
     */
    List<SentReference> references(BundleEntry entry, Consumer<Base> links) {
        return entry.writes()
                ? SentReference.in(entry.body(), "resource", links)
                : of(entry).references(entry.type());
    }
}
