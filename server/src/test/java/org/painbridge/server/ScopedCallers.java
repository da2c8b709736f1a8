package org.painbridge.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.server.security.AccessScopes;
import org.painbridge.server.security.KeptScopes;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.HolderTag;
import org.springframework.context.annotation.Primary;

/** Gives the callers of tests their scope: who sends no header of a scope may see everything. */
@Primary
public final class ScopedCallers implements AccessScopes, KeptScopes {
    private static final String HEADER = "X-Scope-Of-Test";

    private final Map<String, AccessRights> known = new ConcurrentHashMap<>();

    /** Name and value of the header that a caller of this scope sends, who may change whatever it sees. */
    public String[] header(AccessScope scope) {
        String value = UUID.randomUUID().toString();
        now(value, scope);
        return new String[] {HEADER, value};
    }

    public String[] header(AccessRights rights) {
        String value = UUID.randomUUID().toString();
        known.put(value, rights.from(new Origin(value, value)));
        return new String[] {HEADER, value};
    }

    /** Gives a caller another scope from now on; it has the Subscriptions that it makes itself, as the callers of tokens do. */
    public void now(String value, AccessScope scope) {
        List<Grant> grants = new ArrayList<>(scope.grants());
        if (scope.hasAny("Subscription")) {
            grants.add(HolderTag.own(value, List.of()));
        }
        AccessScope whole = new AccessScope(scope.everything(), grants);
        known.put(value, AccessRights.seeing(whole).from(new Origin(value, value)));
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

    @Override
    public AccessScope now(Origin origin) {
        return Objects.requireNonNull(known.get(origin.claims())).see();
    }
}
