package org.painbridge.server.security.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.security.ReplayGuard;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What an assertion must say, once its signature is the client's: SMART App Launch 2.2, "Authenticating to the Token endpoint".
 * One after the other, so that one that is refused does not count as used.
 */
final class AssertionRules implements OAuth2TokenValidator<Jwt> {
    static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    /** Clocks differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LONGEST_ID = 200;

    private final String client;
    private final Set<String> audiences;
    private final ReplayGuard replays;
    private final Clock clock;

    /** @param audiences one of which it has to be for, and for nobody else */
    AssertionRules(String client, Set<String> audiences, ReplayGuard replays, Clock clock) {
        this.client = client;
        this.audiences = audiences;
        this.replays = replays;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt assertion) {
        return fault(assertion)
                .map(fault -> OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, fault, null)))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private Optional<String> fault(Jwt assertion) {
        if (!client.equals(assertion.getClaimAsString("iss")) || !client.equals(assertion.getSubject())) {
            return Optional.of("iss and sub are not the client");
        }
        if (assertion.getAudience() == null
                || assertion.getAudience().isEmpty()
                || !audiences.containsAll(assertion.getAudience())) {
            return Optional.of("aud is not the token endpoint");
        }
        return timeFault(assertion).or(() -> replayFault(assertion));
    }

    private Optional<String> timeFault(Jwt assertion) {
        Instant now = clock.instant();
        Instant expires = assertion.getExpiresAt();
        if (expires == null || !expires.plus(SKEW).isAfter(now)) {
            return Optional.of("exp is missing or passed");
        }
        if (expires.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            return Optional.of("exp is more than five minutes ahead");
        }
        boolean ahead = isAhead(assertion.getIssuedAt(), now) || isAhead(assertion.getNotBefore(), now);
        return ahead ? Optional.of("iat or nbf is in the future") : Optional.empty();
    }

    private static boolean isAhead(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now.plus(SKEW));
    }

    private Optional<String> replayFault(Jwt assertion) {
        String id = assertion.getId();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            return Optional.of("jti is missing or too long");
        }
        Instant until = Objects.requireNonNull(assertion.getExpiresAt()).plus(SKEW);
        boolean first = replays.isFirst("oauth-client " + client, id, until);
        return first ? Optional.empty() : Optional.of("jti was used before");
    }
}
