package org.painbridge.server.imaging.cdshooks;

import java.time.Instant;

/** Knows which tokens were used. */
@FunctionalInterface
interface ReplayGuard {

    /**
     * Whether the token was not used before; from now on it was.
     *
     * @param id {@code jti}
     * @throws org.painbridge.server.store.StoreProblem where that cannot be told
     */
    boolean isFirst(String issuer, String id, Instant expires);
}
