package org.painbridge.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;

/** How much is left to each of many that ask, and what is told to one to whom nothing is. */
final class Buckets {
    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final int perSecond;
    private final int burst;
    private final TimeMeter time;
    private final byte[] refusal;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    /** @param told in the refusal */
    Buckets(int perSecond, int burst, TimeMeter time, String told) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.time = time;
        this.refusal = TokenRefusal.outcome(IssueType.THROTTLED, ErrorCode.TOO_MANY_REQUESTS, told);
    }

    Bucket of(String name) {
        return buckets.get(
                name,
                unknown -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, long waitNanos) throws IOException {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1));
        response.setStatus(ErrorCode.TOO_MANY_REQUESTS.status());
        RequestIds.tell(request, response);
        response.setHeader("Retry-After", Long.toString(seconds));
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(refusal);
    }
}
