package org.painbridge.server.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of the issuer, fetched now and then, and twice in ten seconds at most: a token that names a key that nobody knows
 * makes this server look for a new one. While the issuer does not answer, the keys that are known count on.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 20;

    private final JWKSource<SecurityContext> source;
    private volatile boolean answered;

    /** @param url of the set */
    IssuerKeys(String url) {
        try {
            this.source = JWKSourceBuilder.<SecurityContext>create(
                            URI.create(url).toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_BYTES))
                    .rateLimited(BETWEEN_FETCHES.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("painbridge.security.jwk-set is no URL to fetch from: " + url, e);
        }
    }

    /** None where the key is not known, and was looked for a moment ago. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> keys = source.get(selector, context);
            answered = true;
            return keys;
        } catch (RateLimitReachedException e) {
            if (answered) {
                return List.of();
            }
            throw e; // Of the issuer nothing is known yet, so nothing of the token either.
        }
    }
}
