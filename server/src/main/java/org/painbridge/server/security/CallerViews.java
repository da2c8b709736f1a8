package org.painbridge.server.security;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreView;

/** The store as the sender of a request may see it. */
public final class CallerViews {
    private final FhirStore store;
    private final AccessScopes scopes;

    public CallerViews(FhirStore store, AccessScopes scopes) {
        this.store = store;
        this.scopes = scopes;
    }

    public StoreView of(RequestDetails request) {
        return store.within(rights(request));
    }

    /** For interfaces beside FHIR REST. */
    public StoreView of(HttpServletRequest request) {
        return store.within(scopes.rights(request));
    }

    /** For interfaces beside FHIR REST. */
    public AccessScope scope(HttpServletRequest request) {
        return scopes.of(request);
    }

    /** For answers from within a transaction. */
    public AccessScope scope(RequestDetails request) {
        return scopes.of(request);
    }

    public AccessRights rights(RequestDetails request) {
        return scopes.rights(((ServletRequestDetails) request).getServletRequest());
    }
}
