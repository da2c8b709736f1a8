package org.painbridge.server.security;

import java.time.Instant;

/** Knows which tokens were used. */
@FunctionalInterface
public interface ReplayGuard {

    /**
     * Whether the token was not used before; from now on it was.
     *
     * @param issuer who signed it
     * @param id {@code jti}
     * @param until when the token is refused for its age anyway
     * @throws org.painbridge.server.store.StoreProblem where that cannot be told
     */
    boolean isFirst(String issuer, String id, Instant until);
}
