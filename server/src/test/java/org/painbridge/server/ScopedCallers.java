package org.painbridge.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.server.security.AccessScopes;
import org.painbridge.server.store.AccessScope;
import org.springframework.context.annotation.Primary;

/** Gives the callers of tests their scope: who sends no header of a scope may see everything. */
@Primary
public final class ScopedCallers implements AccessScopes {
    private static final String HEADER = "X-Scope-Of-Test";

    private final Map<String, AccessScope> scopes = new ConcurrentHashMap<>();

    /** Name and value of the header that a caller of this scope sends. */
    public String[] header(AccessScope scope) {
        String value = UUID.randomUUID().toString();
        scopes.put(value, scope);
        return new String[] {HEADER, value};
    }

    @Override
    public AccessScope of(HttpServletRequest request) {
        String value = request.getHeader(HEADER);
        return value == null ? AccessScope.ALL : Objects.requireNonNull(scopes.get(value));
    }
}
