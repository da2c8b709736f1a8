package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RefusalLimitTest {
    private static final int BURST = 3;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger lookedAt = new AtomicInteger();
    private final RefusalLimit limit = new RefusalLimit(
            request -> request.getRequestURI().equals("/fhir/metadata"),
            "good"::equals,
            new RateSettings(2, 5, 1, BURST),
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
    void afterManyBadTokensNoneIsLookedAtForAWhile() throws Exception {
        exhaust();

        MockHttpServletResponse refused = answer("one", "/fhir/Patient", "Bearer bad");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("\"throttled\"", "\"too-many-requests\"");
        assertThat(lookedAt).hasValue(BURST);
        assertThat(answer("one", "/fhir/Patient", null).getStatus()).isEqualTo(429);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(answer("one", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
        assertThat(answer("one", "/fhir/Patient", "bearer bad").getStatus()).isEqualTo(429);
    }

    @Test
    void whoSharesTheAddressGoesOn() throws Exception {
        exhaust();

        assertThat(answer("one", "/fhir/Patient", "Bearer good").getStatus()).isEqualTo(200);
        assertThat(answer("one", "/fhir/metadata", null).getStatus()).isEqualTo(200);
        assertThat(answer("one", "/fhir/metadata", "Bearer bad").getStatus()).isEqualTo(429);
        assertThat(answer("two", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
    }

    @Test
    void whatIsAnsweredCostsNothing() throws Exception {
        for (int i = 0; i < 10 * BURST; i++) {
            assertThat(answer("one", "/fhir/Patient", "Bearer good").getStatus())
                    .isEqualTo(200);
        }

        assertThat(answer("one", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
    }

    private void exhaust() throws Exception {
        for (int i = 0; i < BURST; i++) {
            assertThat(answer("one", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
        }
    }

    private MockHttpServletResponse answer(String address, String path, @Nullable String token) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        if (token != null) {
            request.addHeader("Authorization", token);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, (asked, answer) -> {
            lookedAt.incrementAndGet();
            if (!"Bearer good".equals(token) && !path.equals("/fhir/metadata")) {
                ((HttpServletResponse) answer).setStatus(401);
            }
        });
        return response;
    }
}
