package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueTest {
    private static final Instant ASKED = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, 24, -",
        "REQUESTED, 25, OVERDUE_ACK",
        "RECEIVED, 25, -",
        "REQUESTED, 337, OVERDUE_RESPONSE",
        "RECEIVED, 337, OVERDUE_RESPONSE",
        "ACCEPTED, 337, -",
        "REJECTED, 337, -",
        "CANCELLED, 337, -"
    })
    void aReviewIsOverdueAfterADayWithoutWordAndTwoWeeksWithoutAnswer(TaskState state, int hours, String expected) {
        var overdue = Overdue.of(
                state,
                ASKED,
                Duration.ofHours(24),
                ASKED.plus(Duration.ofDays(14)),
                ASKED.plus(Duration.ofHours(hours)));

        assertThat(overdue.map(Overdue::name).orElse("-")).isEqualTo(expected);
    }
}
