package org.painbridge.server.security;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;

/** What the sender of a request may see. Whatever answers from the store asks for it first. */
@FunctionalInterface
public interface AccessScopes {
    AccessScope of(HttpServletRequest request);

    /** What the sender may change, too: whatever is seen, or not there, unless something else is told. */
    default AccessRights rights(HttpServletRequest request) {
        return AccessRights.seeing(of(request));
    }

    default AccessScope of(RequestDetails request) {
        return of(((ServletRequestDetails) request).getServletRequest());
    }
}
