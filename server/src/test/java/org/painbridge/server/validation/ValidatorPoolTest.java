package org.painbridge.server.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValidatorPoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final ValidatorPool<Integer> pool =
            new ValidatorPool<>(made::incrementAndGet, number -> number == 2, 1, Duration.ZERO);

    @Test
    void oneThatIsDoneServesTheNext() {
        assertThat(pool.<Integer>with(number -> number)).isEqualTo(1);
        assertThat(pool.<Integer>with(number -> number)).isEqualTo(1);
    }

    @Test
    void oneThatFailedIsNotUsedAgain() {
        assertThatThrownBy(() -> pool.with(number -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(pool.<Integer>with(number -> number)).isEqualTo(2);
    }

    @Test
    void oneThatIsSpentIsNotUsedAgain() {
        oneThatFailedIsNotUsedAgain();

        assertThat(pool.<Integer>with(number -> number)).isEqualTo(3);
    }

    @Test
    void whoFindsAllAtWorkIsSentAwayAndTheyAreNotDisturbed() {
        int served = pool.with(number -> {
            assertThatThrownBy(() -> pool.with(other -> other)).isInstanceOf(ValidationBusy.class);
            return number;
        });

        assertThat(served).isEqualTo(1);
        assertThat(made).hasValue(1);
    }
}
