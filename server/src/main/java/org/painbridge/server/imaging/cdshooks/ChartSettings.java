package org.painbridge.server.imaging.cdshooks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.painbridge.server.outgoing.AllowedServers;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where a CDS Hooks call gets what was not prefetched.
 *
 * @param fhirServers that may be asked: the beginnings of their URLs; http and {@code :*} (any port) on this machine only
 * @param useStore whether this server's own records are read where the client has no FHIR server
 * @param fetchTimeout for all that one call fetches
 * @param maxFetch most bytes of one answer
 * @param maxRequests most requests to the client's server for one call
 */
@Validated
@ConfigurationProperties("painbridge.cds-hooks.chart")
public record ChartSettings(
        @DefaultValue List<String> fhirServers,
        @DefaultValue("true") boolean useStore,
        @DefaultValue("2s") Duration fetchTimeout,
        @DefaultValue("4MB") DataSize maxFetch,
        @Min(1) @Max(1000) @DefaultValue("60") int maxRequests) {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final DataSize LARGEST = DataSize.ofMegabytes(64);

    public ChartSettings {
        fhirServers = List.copyOf(fhirServers);
        new AllowedServers("fhir-servers", fhirServers);
        if (!fetchTimeout.isPositive() || fetchTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.cds-hooks.chart.fetch-timeout is above 0 and at most 30s, not " + fetchTimeout);
        }
        if (maxFetch.toBytes() <= 0 || maxFetch.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.cds-hooks.chart.max-fetch is above 0 and at most 64MB, not " + maxFetch);
        }
    }
}
