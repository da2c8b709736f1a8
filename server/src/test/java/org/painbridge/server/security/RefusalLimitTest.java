package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
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
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RefusalLimit limit = new RefusalLimit(
            request -> request.getRequestURI().startsWith("/cds-services"),
            request -> request.getRequestURI().equals("/fhir/metadata"),
            "good"::equals,
            new RateSettings(2, 5, 1, BURST),
            meters,
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

    @Test
    void whoJudgesTokensOfItsOwnIsNotCountedAndNotHeldUp() throws Exception {
        for (int i = 0; i < 10 * BURST; i++) {
            assertThat(answer("one", "/cds-services/imaging", "Bearer bad").getStatus())
                    .isEqualTo(401);
        }
        exhaust();

        assertThat(answer("one", "/cds-services/imaging", "Bearer bad").getStatus())
                .isEqualTo(401);
    }

    @Test
    void thoseThatAreStillLookedAtCount() throws Exception {
        MockHttpServletResponse[] meanwhile = new MockHttpServletResponse[1];
        answer(
                "one",
                "/fhir/Patient",
                "Bearer bad",
                () -> answer(
                        "one",
                        "/fhir/Patient",
                        "Bearer bad",
                        () -> answer(
                                "one",
                                "/fhir/Patient",
                                "Bearer bad",
                                () -> meanwhile[0] = answer("one", "/fhir/Patient", "Bearer bad"))));

        assertThat(meanwhile[0].getStatus()).isEqualTo(429);
    }

    @Test
    void whatFailedForAnotherReasonCostsNothing() throws Exception {
        for (int i = 0; i < 2 * BURST; i++) {
            assertThatThrownBy(() -> answer("one", "/fhir/Patient", "Bearer new", () -> {
                        throw new ServletException("broken");
                    }))
                    .isInstanceOf(ServletException.class);
        }

        assertThat(answer("one", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
    }

    @Test
    void anAddressOfIpv6StandsForItsNetwork() throws Exception {
        for (int i = 0; i < BURST; i++) {
            answer("2001:db8:0:1:0:0:0:" + i, "/fhir/Patient", "Bearer bad");
        }

        assertThat(answer("2001:db8:0:1:9:9:9:9%eth0", "/fhir/Patient", "Bearer bad")
                        .getStatus())
                .isEqualTo(429);
        assertThat(answer("2001:db8:0:2:0:0:0:1", "/fhir/Patient", "Bearer bad").getStatus())
                .isEqualTo(401);
    }

    @Test
    void refusalsAreCounted() throws Exception {
        exhaust();
        answer("one", "/fhir/Patient", "Bearer bad");

        assertThat(refusals("401")).isEqualTo(BURST);
        assertThat(refusals("429")).isOne();
    }

    private double refusals(String status) {
        return meters.get("painbridge.security.refusals")
                .tag("status", status)
                .counter()
                .count();
    }

    private void exhaust() throws Exception {
        for (int i = 0; i < BURST; i++) {
            assertThat(answer("one", "/fhir/Patient", "Bearer bad").getStatus()).isEqualTo(401);
        }
    }

    /** What happens while a request is looked at. */
    private interface Meanwhile {
        void happens() throws Exception;
    }

    private MockHttpServletResponse answer(String address, String path, @Nullable String token) throws Exception {
        return answer(address, path, token, () -> {});
    }

    private MockHttpServletResponse answer(String address, String path, @Nullable String token, Meanwhile meanwhile)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        if (token != null) {
            request.addHeader("Authorization", token);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, (asked, answer) -> {
            lookedAt.incrementAndGet();
            happens(meanwhile);
            if (!"Bearer good".equals(token) && !path.equals("/fhir/metadata")) {
                ((HttpServletResponse) answer).setStatus(401);
            }
        });
        return response;
    }

    private static void happens(Meanwhile meanwhile) throws ServletException {
        try {
            meanwhile.happens();
        } catch (ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
