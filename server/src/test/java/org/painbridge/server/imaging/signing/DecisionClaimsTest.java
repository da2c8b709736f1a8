package org.painbridge.server.imaging.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionClaimsTest {
    private final DecisionClaims claims = new DecisionClaims(
            "01arz3ndek0000000000000000",
            "sha256:0a",
            "sha256:0b",
            "sha256:0c",
            "1.0",
            "appropriate",
            Instant.parse("2026-11-25T14:00:01.204Z"));

    @Test
    void theJsonIsCanonical() {
        assertThat(claims.json())
                .isEqualTo("{\"category\":\"appropriate\",\"decisionId\":\"01arz3ndek0000000000000000\","
                        + "\"engineVersion\":\"1.0\",\"factHash\":\"sha256:0b\",\"issuedAt\":\"2026-11-25T14:00:01.204Z\","
                        + "\"orderHash\":\"sha256:0a\",\"ruleSetHash\":\"sha256:0c\"}");
    }

    @Test
    void whatIsWrittenIsReadAndAnythingElseIsNot() {
        assertThat(DecisionClaims.parse(claims.json())).contains(claims);
        assertThat(DecisionClaims.parse("{}")).isEmpty();
        assertThat(DecisionClaims.parse("no json")).isEmpty();
    }
}
