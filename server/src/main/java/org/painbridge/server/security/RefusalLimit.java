package org.painbridge.server.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each address to a rate of requests that are refused for want of a token that counts: each costs a signature to verify and an
 * entry in the trail. Beyond it they cost neither. Whoever shares the address goes on with the tokens that were found to be right,
 * and reads what is open.
 */
final class RefusalLimit extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final RequestMatcher open;
    private final Predicate<String> verified;
    private final Buckets buckets;

    /**
     * @param open what needs no token
     * @param verified whether a token was found to be right a moment ago
     */
    RefusalLimit(RequestMatcher open, Predicate<String> verified, RateSettings settings, TimeMeter time) {
        this.open = open;
        this.verified = verified;
        this.buckets = new Buckets(
                settings.refusedPerSecond(),
                settings.refusedBurst(),
                time,
                "From this address come too many requests without an access token that counts here: wait as long as"
                        + " Retry-After says, and get a new one");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        Bucket left = buckets.known(address);
        if (left != null && left.getAvailableTokens() == 0 && mayBeRefused(request)) {
            buckets.refuse(response, left.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            buckets.of(address).tryConsume(1);
        }
    }

    private boolean mayBeRefused(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return isBearer(sent) ? !verified.test(sent.substring(SCHEME.length())) : !open.matches(request);
    }

    private static boolean isBearer(@Nullable String sent) {
        return sent != null && sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }
}
