package org.painbridge.server.terminology;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the terminology services.
 *
 * @param maxExpansion most codes in one answer of {@code ValueSet/$expand}; more is answered 400
 * @param remoteUrl FHIR base of the terminology server that is asked about what is not here: https, or http on this
 *     machine; {@code off} for none
 * @param remoteTimeout how long it may take to answer
 */
@Validated
@ConfigurationProperties("painbridge.terminology")
public record TerminologySettings(
        @Min(1) @Max(100_000) @DefaultValue("5000") int maxExpansion,
        @DefaultValue("off") String remoteUrl,
        @DefaultValue("3s") Duration remoteTimeout) {
    private static final String OFF = "off";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    public TerminologySettings {
        if (!remoteUrl.equals(OFF) && !isSafe(remoteUrl)) {
            throw new IllegalArgumentException(
                    "painbridge.terminology.remote-url is an https URL without query, an http"
                            + " URL of this machine (localhost), or off, not " + remoteUrl);
        }
        if (!remoteTimeout.isPositive() || remoteTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.terminology.remote-timeout is above 0 and at most 30s, not " + remoteTimeout);
        }
    }

    /** Null where no other server is asked. */
    @Nullable
    String remote() {
        return remoteUrl.equals(OFF) ? null : remoteUrl;
    }

    private static boolean isSafe(String url) {
        try {
            URI uri = URI.create(url);
            boolean plain = uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            return plain
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
