package org.painbridge.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.server.security.AccessScopes;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.springframework.context.annotation.Primary;

/** Gives the callers of tests their scope: who sends no header of a scope may see everything. */
@Primary
public final class ScopedCallers implements AccessScopes {
    private static final String HEADER = "X-Scope-Of-Test";

    private final Map<String, AccessRights> known = new ConcurrentHashMap<>();

    /** Name and value of the header that a caller of this scope sends, who may change whatever it sees. */
    public String[] header(AccessScope scope) {
        return header(AccessRights.seeing(scope));
    }

    public String[] header(AccessRights rights) {
        String value = UUID.randomUUID().toString();
        known.put(value, rights);
        return new String[] {HEADER, value};
    }

    @Override
    public AccessScope of(HttpServletRequest request) {
        return rights(request).see();
    }

    @Override
    public AccessRights rights(HttpServletRequest request) {
        String value = request.getHeader(HEADER);
        return value == null ? AccessRights.ALL : Objects.requireNonNull(known.get(value));
    }
}
