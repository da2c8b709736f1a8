package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.AccessRights.Origin;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimit limit = new RateLimit(
            request -> Caller.of(
                    List.of(),
                    Optional.empty(),
                    ScopeTypes.NONE,
                    Reach.EVERYBODY,
                    new Caller.Identity(request.getHeader("X-Client"), null),
                    Origin.NOBODY),
            new RateSettings(2, 5, 1, 3),
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            });

    @Test
    void whoeverSendsTooMuchIsToldWhenToComeAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(answer("one").getStatus()).isEqualTo(200);
        }

        MockHttpServletResponse refused = answer("one");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("\"throttled\"", "\"too-many-requests\"");
    }

    @Test
    void othersAreNotHeldUp() throws Exception {
        for (int i = 0; i < 6; i++) {
            answer("one");
        }

        assertThat(answer("two").getStatus()).isEqualTo(200);
    }

    @Test
    void whatIsLeftGrowsWithTimeUpToTheBurst() throws Exception {
        for (int i = 0; i < 5; i++) {
            answer("one");
        }

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(answer("one").getStatus()).isEqualTo(200);
        assertThat(answer("one").getStatus()).isEqualTo(429);

        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        for (int i = 0; i < 5; i++) {
            assertThat(answer("one").getStatus()).isEqualTo(200);
        }
        assertThat(answer("one").getStatus()).isEqualTo(429);
    }

    @Test
    void whatComesWithinARequestCountsToo() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir");
        request.addHeader("X-Client", "one");
        request.setUserPrincipal(() -> "one");
        limit.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        for (int i = 0; i < 4; i++) {
            assertThat(Allowance.of(request).takeOne()).isTrue();
        }

        assertThat(Allowance.of(request).takeOne()).isFalse();
        assertThat(answer("one").getStatus()).isEqualTo(429);
        assertThat(Allowance.of(new MockHttpServletRequest()).takeOne()).isTrue();
    }

    @Test
    void aBurstBelowTheRateIsNoSetting() {
        assertThatThrownBy(() -> new RateSettings(10, 5, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateSettings(2, 5, 4, 3)).hasMessageContaining("refused-per-second");
    }

    private MockHttpServletResponse answer(String client) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
        request.addHeader("X-Client", client);
        request.setUserPrincipal(() -> client);
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
