package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryQueryTest {
    @Test
    void aMomentIsAMillisecondAndNotTheSecondThatItBegins() {
        assertThat(asOf("2026-11-28T07:12:50Z")).isEqualTo("2026-11-28T07:12:50.000Z");
        assertThat(asOf("2026-11-28T07:12:50.0419Z")).isEqualTo("2026-11-28T07:12:50.041Z");
    }

    private static String asOf(String moment) {
        return HistoryQuery.asOf("Task", "1", Instant.parse(moment)).at();
    }
}
