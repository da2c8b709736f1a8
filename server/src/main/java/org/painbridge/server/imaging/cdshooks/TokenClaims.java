package org.painbridge.server.imaging.cdshooks;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client's token must say, beside who signed it. */
final class TokenClaims {
    /** Clocks differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LONGEST_ID = 200;

    private final Clock clock;
    private final Duration life;

    /** @param life longest time from iat to exp */
    TokenClaims(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** The first fault, in words for the client. */
    Optional<String> check(JWTClaimsSet claims, String endpoint) {
        if (!claims.getAudience().equals(List.of(endpoint))) {
            return Optional.of("aud of the token is not the URL that is called, " + endpoint);
        }
        Instant expires = instant(claims.getExpirationTime());
        Instant issued = instant(claims.getIssueTime());
        if (expires == null || issued == null) {
            return Optional.of("The token lacks exp or iat");
        }
        Instant now = clock.instant();
        if (!expires.plus(SKEW).isAfter(now)) {
            return Optional.of("The token has expired");
        }
        if (issued.isAfter(now.plus(SKEW))) {
            return Optional.of("The token was issued in the future");
        }
        if (Duration.between(issued, expires).compareTo(life) > 0) {
            return Optional.of("The token lives longer than " + life);
        }
        Instant notBefore = instant(claims.getNotBeforeTime());
        if (notBefore != null && notBefore.isAfter(now.plus(SKEW))) {
            return Optional.of("The token is not valid yet");
        }
        String id = claims.getJWTID();
        boolean hasId = id != null && !id.isBlank() && id.length() <= LONGEST_ID;
        return hasId ? Optional.empty() : Optional.of("The token lacks jti, or it is too long");
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
