package org.painbridge.server.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
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
    private static final String FIGURE = "painbridge.security.refusals";
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RequestMatcher uncounted;
    private final RequestMatcher open;
    private final Predicate<String> verified;
    private final Buckets buckets;
    private final Counter unknown;
    private final Counter held;

    /**
     * @param uncounted what neither counts nor is held up: it judges its senders itself
     * @param open what needs no token
     * @param verified whether a token was right when it was last looked at
     */
    RefusalLimit(
            RequestMatcher uncounted,
            RequestMatcher open,
            Predicate<String> verified,
            RateSettings settings,
            MeterRegistry meters,
            TimeMeter time) {
        this.uncounted = uncounted;
        this.open = open;
        this.verified = verified;
        this.buckets = new Buckets(
                settings.refusedPerSecond(),
                settings.refusedBurst(),
                time,
                "From this address come too many requests without an access token that counts here: wait as long as"
                        + " Retry-After says, and get a new one");
        this.unknown = meters.counter(FIGURE, "status", "401");
        this.held = meters.counter(FIGURE, "status", "429");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return matches(uncounted, request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String network = network(request.getRemoteAddr());
        if (!mayBeRefused(request)) {
            chain.doFilter(request, response);
            if (isRefused(response)) {
                buckets.of(network).tryConsume(1);
            }
            return;
        }
        Bucket bucket = buckets.of(network);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            held.increment();
            buckets.refuse(request, response, probe.getNanosToWaitForRefill());
            return;
        }
        boolean refused = false;
        try {
            chain.doFilter(request, response);
            refused = isRefused(response);
        } finally {
            if (!refused) {
                bucket.addTokens(1);
            }
        }
    }

    private boolean isRefused(HttpServletResponse response) {
        boolean refused = response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
        if (refused) {
            unknown.increment();
        }
        return refused;
    }

    private boolean mayBeRefused(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return isBearer(sent) ? !verified.test(sent.substring(SCHEME.length())) : !matches(open, request);
    }

    /** Matchers cannot read {@code /fhir;x=1/Patient}; those behind this refuse such paths. */
    private static boolean matches(RequestMatcher paths, HttpServletRequest request) {
        return request.getRequestURI().indexOf(';') < 0 && paths.matches(request);
    }

    private static boolean isBearer(@Nullable String sent) {
        return sent != null && sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Of IPv6 the first half: who has one address has all of these. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try { // A colon makes it a literal: no name is looked up.
            InetAddress parsed = InetAddress.getByName(address.split("%", 2)[0]);
            byte[] bytes = parsed.getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
