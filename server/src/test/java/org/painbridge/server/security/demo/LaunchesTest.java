package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LaunchesTest {
    private static final LaunchContext RUTH = new LaunchContext("app", "ruth", Optional.empty(), true);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Launches launches = new Launches(time.withZone(ZoneOffset.UTC));

    @Test
    void aLaunchIsOfOneAppAndCountsOnce() {
        String launch = launches.begin(RUTH);

        assertThat(launches.open(launch, "other")).isEmpty();
        assertThat(launches.open(launch, "app")).hasValue(RUTH);
        assertThat(launches.taken(launch)).isEmpty();
        assertThat(launches.take(launch, RUTH)).isTrue();
        assertThat(launches.take(launch, RUTH)).isFalse();
        assertThat(launches.open(launch, "app")).isEmpty();
        assertThat(launches.taken(launch)).hasValue(RUTH);
    }

    @Test
    void aLaunchThatIsNotTakenInTimeIsOver() {
        String launch = launches.begin(RUTH);
        pass(Launches.LIFE.minusSeconds(1));
        assertThat(launches.open(launch, "app")).isPresent();

        pass(Duration.ofSeconds(2));

        assertThat(launches.open(launch, "app")).isEmpty();
        assertThat(launches.take(launch, RUTH)).isFalse();
    }

    @Test
    void noTwoLaunchesAreTheSame() {
        assertThat(launches.begin(RUTH)).isNotEqualTo(launches.begin(RUTH)).hasSize(43);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
