package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;

/**
 * What the entries of a bundle share.
 *
 * @param base the FHIR base that the client used
 * @param ownBases under which this server is known; an entry whose fullUrl is under another comes from there
 * @param lenient whether unknown search parameters are left out instead of refused
 */
record BundleRequest(String base, Set<String> ownBases, boolean lenient) {
    BundleRequest {
        ownBases = Set.copyOf(ownBases);
    }

    /** @param baseUrl of the settings */
    static BundleRequest of(RequestDetails request, String baseUrl) {
        String base = request.getFhirServerBase();
        return new BundleRequest(
                base, base.equals(baseUrl) ? Set.of(base) : Set.of(base, baseUrl), SearchRequest.lenient(request));
    }
}
