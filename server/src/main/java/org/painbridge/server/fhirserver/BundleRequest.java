package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.TypesQuery;

/**
 * What the entries of a bundle share.
 *
 * @param base the FHIR base that the client used
 * @param ownBases under which this server is known; an entry whose fullUrl is under another comes from there
 * @param lenient whether unknown search parameters are left out instead of refused
 * @param preferred what comes back of a write; null for nothing but its head
 * @param patches what reads the patch of an entry
 * @param check what a resource passes before it is written
 * @param gate refuses what the sender may not ask for
 * @param alone answers an entry as the request that it would be alone
 * @param opened a search of several types, of those that there are, as the sender may do it
 * @param rights what the entries may see, and change
 */
record BundleRequest(
        String base,
        Set<String> ownBases,
        boolean lenient,
        @Nullable PreferReturnEnum preferred,
        Function<BundleEntry, ResourcePatch> patches,
        Consumer<Resource> check,
        Consumer<BundleEntry> gate,
        Function<AloneEntry, EntryAnswer> alone,
        BiFunction<TypesSearch, List<String>, TypesQuery> opened,
        AccessRights rights) {
    BundleRequest {
        ownBases = Set.copyOf(ownBases);
    }

    /** @param baseUrl of the settings */
    static BundleRequest of(
            RequestDetails request,
            String baseUrl,
            EntryPatches patches,
            WriteCheck check,
            InteractionGate gate,
            EntryRequests requests,
            AccessRights rights) {
        String base = request.getFhirServerBase();
        return new BundleRequest(
                base,
                base.equals(baseUrl) ? Set.of(base) : Set.of(base, baseUrl),
                SearchRequest.lenient(request),
                SearchRequest.preferred(request).getReturn(),
                entry -> patches.read(entry, request),
                check::require,
                entry -> gate.check(request, entry),
                entry -> requests.answer(entry, request),
                (search, types) -> gate.opened(search, types, request),
                rights);
    }

    /** Of a transaction that comes from inside the server; it only writes, and is not checked. */
    static BundleRequest inside(String baseUrl) {
        return new BundleRequest(
                baseUrl,
                Set.of(baseUrl),
                false,
                null,
                entry -> {
                    throw new IllegalArgumentException("A transaction from inside the server patches nothing");
                },
                resource -> {},
                entry -> {},
                entry -> {
                    throw new IllegalArgumentException("A transaction from inside the server asks for nothing");
                },
                TypesSearch::of,
                AccessRights.ALL);
    }
}
