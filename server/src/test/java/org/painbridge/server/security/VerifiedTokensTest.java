package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class VerifiedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-27T15:00:00Z");
    private static final Instant EXPIRES = NOW.plusSeconds(30);

    private final AtomicInteger verified = new AtomicInteger();
    private final JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
    private Instant now = NOW;
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, times, () -> now);

    @BeforeEach
    void setTheClock() {
        at(NOW);
    }

    @Test
    void aSignatureIsVerifiedOnce() {
        Jwt first = tokens.decode("good");

        assertThat(tokens.decode("good")).isSameAs(first);
        assertThat(verified).hasValue(1);
    }

    @Test
    void aTokenOfAnotherTextIsVerifiedByItself() {
        tokens.decode("good");

        assertThat(tokens.decode("good too").getTokenValue()).isEqualTo("good too");
        assertThat(verified).hasValue(2);
    }

    @Test
    void aTokenEndsWhenItSays() {
        tokens.decode("good");
        at(EXPIRES.plusSeconds(1));

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void whatIsWrongIsLookedAtEachTime() {
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(2);
    }

    @Test
    void isKnownUntilItEnds() {
        assertThat(tokens.knows("good")).isFalse();
        tokens.decode("good");

        assertThat(tokens.knows("good")).isTrue();
        assertThat(tokens.knows("good too")).isFalse();
        at(EXPIRES);
        assertThat(tokens.knows("good")).isFalse();
    }

    @Test
    void isKnownNoMoreOnceItIsFoundWrong() {
        OAuth2TokenValidatorResult ended = OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
        VerifiedTokens each = new VerifiedTokens(this::verify, jwt -> ended, () -> now);
        each.decode("good");
        each.decode("good too");

        assertThatThrownBy(() -> each.decode("good")).isInstanceOf(JwtValidationException.class);
        assertThat(each.knows("good")).isFalse();
        assertThat(each.knows("good too")).isTrue();
    }

    private void at(Instant time) {
        now = time;
        times.setClock(Clock.fixed(time, ZoneOffset.UTC));
    }

    private Jwt verify(String text) {
        verified.incrementAndGet();
        if (text.startsWith("bad")) {
            throw new BadJwtException("bad");
        }
        return Jwt.withTokenValue(text)
                .header("alg", "RS256")
                .issuedAt(NOW)
                .expiresAt(EXPIRES)
                .build();
    }
}
