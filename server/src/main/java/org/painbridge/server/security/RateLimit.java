package org.painbridge.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each client to a rate, so that one that asks without end takes nothing from the others. Who has no token is known by
 * the address. Each node counts for itself.
 */
final class RateLimit extends OncePerRequestFilter {
    private static final int MOST_CLIENTS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Callers callers;
    private final RateSettings settings;
    private final TimeMeter time;
    private final byte[] refusal;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    RateLimit(Callers callers, RateSettings settings, TimeMeter time) {
        this.callers = callers;
        this.settings = settings;
        this.time = time;
        this.refusal = TokenRefusal.outcome(
                IssueType.THROTTLED,
                ErrorCode.TOO_MANY_REQUESTS,
                "This client sends more than " + settings.perSecond()
                        + " requests a second: wait as long as Retry-After says, and send several in one Bundle");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Bucket bucket = buckets.get(client(request), name -> bucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            Allowance.set(request, () -> bucket.tryConsume(1));
            chain.doFilter(request, response);
        } else {
            refuse(response, probe.getNanosToWaitForRefill());
        }
    }

    private String client(HttpServletRequest request) {
        return request.getUserPrincipal() == null
                ? "address " + request.getRemoteAddr()
                : "client " + callers.of(request).identity().client();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit ->
                        limit.capacity(settings.burst()).refillGreedy(settings.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    private void refuse(HttpServletResponse response, long waitNanos) throws IOException {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1));
        response.setStatus(ErrorCode.TOO_MANY_REQUESTS.status());
        response.setHeader("Retry-After", Long.toString(seconds));
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(refusal);
    }
}
