package org.painbridge.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Verifies the signature of a token once a minute, not with each request; its times count each time. So a key that the issuer
 * withdraws counts for a minute more at most. Only what was found to be right is kept: nobody without a token fills this.
 */
final class VerifiedTokens implements JwtDecoder {
    private static final int MOST = 2_000;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final Cache<String, Jwt> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FOR).build();

    VerifiedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> times) {
        this.decoder = decoder;
        this.times = times;
    }

    /** Whether it was found to be right a moment ago. */
    boolean knows(String token) {
        return known.getIfPresent(token) != null;
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = known.getIfPresent(token);
        if (jwt == null) {
            Jwt verified = decoder.decode(token);
            known.put(token, verified);
            return verified;
        }
        OAuth2TokenValidatorResult result = times.validate(jwt);
        if (result.hasErrors()) {
            known.invalidate(token);
            throw new JwtValidationException("The token does not count any more", result.getErrors());
        }
        return jwt;
    }
}
