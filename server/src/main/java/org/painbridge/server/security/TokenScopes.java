package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;

/** What the scopes of a caller's token come to in the store. */
final class TokenScopes implements AccessScopes {
    private final Callers callers;

    TokenScopes(Callers callers) {
        this.callers = callers;
    }

    @Override
    public AccessScope of(HttpServletRequest request) {
        return rights(request).see();
    }

    @Override
    public AccessRights rights(HttpServletRequest request) {
        return callers.of(request).rights();
    }
}
