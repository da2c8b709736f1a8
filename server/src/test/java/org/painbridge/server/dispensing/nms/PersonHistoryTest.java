package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PersonHistoryTest {

    @Test
    void aWholeSecondIsAMomentAndNotAllOfTheSecond() {
        assertThat(PersonHistory.moment(Instant.parse("2026-11-28T07:12:50Z"))).isEqualTo("2026-11-28T07:12:50.000Z");
    }
}
