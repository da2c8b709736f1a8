package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
    private static final Instant START = Instant.parse("2026-11-27T15:00:00Z");

    private Instant now = START;
    private final ReplayGuard guard = new ReplayGuard(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void anIdIsTakenOnceAsLongAsItsTokenCouldBeUsed() {
        assertThat(guard.isFirst("a", "1", START.plusSeconds(60))).isTrue();

        now = START.plusSeconds(60).plus(TokenClaims.SKEW);
        assertThat(guard.isFirst("a", "1", START.plusSeconds(60))).isFalse();

        now = now.plusSeconds(2);
        assertThat(guard.isFirst("a", "1", START.plusSeconds(200))).isTrue();
    }

    @Test
    void twoClientsMayUseOneId() {
        assertThat(guard.isFirst("a", "1", START.plusSeconds(60))).isTrue();
        assertThat(guard.isFirst("b", "1", START.plusSeconds(60))).isTrue();
    }
}
