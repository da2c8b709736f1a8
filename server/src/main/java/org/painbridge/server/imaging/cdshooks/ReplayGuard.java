package org.painbridge.server.imaging.cdshooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The tokens that were used and have not expired. Without a limit of size: only a client whose signature was verified adds to
 * it, and a token that was pushed out could be used again. It knows of this process only.
 */
final class ReplayGuard {
    private record Token(String issuer, String id) {}

    private final Clock clock;
    private final Cache<Token, Instant> used;

    ReplayGuard(Clock clock) {
        this.clock = clock;
        this.used = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.creating((Token token, Instant expires) -> left(expires)))
                .build();
    }

    /** Whether the token was not used before. */
    boolean isFirst(String issuer, String id, Instant expires) {
        return used.asMap().putIfAbsent(new Token(issuer, id), expires) == null;
    }

    private Duration left(Instant expires) {
        return Duration.between(clock.instant(), expires.plus(TokenClaims.SKEW)).plusSeconds(1);
    }
}
