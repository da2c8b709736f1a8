package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;

/** What the scopes of a caller's token come to in the store. */
final class TokenScopes implements AccessScopes {
    private final Callers callers;
    private final List<String> types;

    /** @param types of this server */
    TokenScopes(Callers callers, Collection<String> types) {
        this.callers = callers;
        this.types = List.copyOf(types);
    }

    @Override
    public AccessScope of(HttpServletRequest request) {
        return rights(request).see();
    }

    @Override
    public AccessRights rights(HttpServletRequest request) {
        return callers.of(request).rights(types);
    }
}
