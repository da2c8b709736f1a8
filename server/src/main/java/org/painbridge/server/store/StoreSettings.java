package org.painbridge.server.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the FHIR store.
 *
 * @param baseUrl this server's FHIR base as clients see it; absolute references under it are local
 * @param timeZone in which a date without an offset lies
 * @param defaultCount entries of a search page when {@code _count} is not given; not above {@code maxCount}
 * @param maxCount most entries of a search page, whatever {@code _count} says
 * @param maxIncluded most resources that one {@code _include} or {@code _revinclude} may add to a page
 * @param queryTimeout most time that one statement takes in the database; 1s to 24h
 */
@Validated
@ConfigurationProperties("painbridge.store")
public record StoreSettings(
        @Pattern(regexp = "https?://[^\\s?#]+", message = "must be an http or https URL without query and fragment")
        @DefaultValue("http://localhost:8080/fhir")
        String baseUrl,

        @DefaultValue("America/Toronto") ZoneId timeZone,
        @Min(1) @DefaultValue("20") int defaultCount,
        @Min(1) @Max(1000) @DefaultValue("200") int maxCount,
        @Min(1) @Max(10000) @DefaultValue("1000") int maxIncluded,
        @DefaultValue("30s") Duration queryTimeout) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    public StoreSettings {
        if (queryTimeout.compareTo(SHORTEST) < 0 || queryTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.store.query-timeout is at least 1s and at most 24h, not " + queryTimeout);
        }
        if (defaultCount > maxCount) {
            throw new IllegalArgumentException("painbridge.store.default-count (" + defaultCount
                    + ") is above painbridge.store.max-count (" + maxCount + ")");
        }
    }
}
