package org.painbridge.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Verifies the signature of a token once a minute, not with each request; its times count each time. So a key that the issuer
 * withdraws counts for a minute more at most. Only what was found to be right is kept: nobody without a token fills this.
 */
final class VerifiedTokens implements JwtDecoder {
    private static final int MOST = 2_000;
    private static final int MOST_ENDS = 20_000;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final InstantSource clock;
    private final Cache<String, Jwt> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FOR).build();

    /** When tokens end that were right when they were last looked at, by their digests. */
    private final Cache<ByteBuffer, Instant> ends =
            Caffeine.newBuilder().maximumSize(MOST_ENDS).build();

    VerifiedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> times, InstantSource clock) {
        this.decoder = decoder;
        this.times = times;
        this.clock = clock;
    }

    /** Whether it was right when it was last looked at, and has not ended since; a signature is not verified for that. */
    boolean knows(String token) {
        Instant end = ends.getIfPresent(digest(token));
        return end != null && clock.instant().isBefore(end);
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = known.getIfPresent(token);
        return jwt == null ? verify(token) : stillRight(token, jwt);
    }

    private Jwt verify(String token) {
        try {
            Jwt verified = decoder.decode(token);
            known.put(token, verified);
            Instant end = verified.getExpiresAt();
            if (end != null) {
                ends.put(digest(token), end);
            }
            return verified;
        } catch (BadJwtException e) { // Not where the issuer's keys were out of reach: that says nothing of the token.
            ends.invalidate(digest(token));
            throw e;
        }
    }

    private Jwt stillRight(String token, Jwt jwt) {
        OAuth2TokenValidatorResult result = times.validate(jwt);
        if (result.hasErrors()) {
            known.invalidate(token);
            ends.invalidate(digest(token));
            throw new JwtValidationException("The token does not count any more", result.getErrors());
        }
        return jwt;
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
