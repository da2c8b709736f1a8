package org.painbridge.server.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each client to a rate, so that one that asks without end takes nothing from the others. Who has no token is known by
 * the address. Each node counts for itself.
 */
final class RateLimit extends OncePerRequestFilter {
    private final Callers callers;
    private final Buckets buckets;

    RateLimit(Callers callers, RateSettings settings, TimeMeter time) {
        this.callers = callers;
        this.buckets = new Buckets(
                settings.perSecond(),
                settings.burst(),
                time,
                "This client sends more than " + settings.perSecond()
                        + " requests a second: wait as long as Retry-After says, and send several in one Bundle");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Bucket bucket = buckets.of(client(request));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            Allowance.set(request, () -> bucket.tryConsume(1));
            chain.doFilter(request, response);
        } else {
            buckets.refuse(request, response, probe.getNanosToWaitForRefill());
        }
    }

    private String client(HttpServletRequest request) {
        return request.getUserPrincipal() == null
                ? "address " + request.getRemoteAddr()
                : "client " + callers.of(request).identity().client();
    }
}
