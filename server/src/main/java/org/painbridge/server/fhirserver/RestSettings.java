package org.painbridge.server.fhirserver;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the REST interface.
 *
 * @param maxBody most bytes of a request body, before and after decompression, up to 512MB; more is answered 413
 * @param maxBundleEntries most entries of a transaction or batch; more is answered 413
 * @param maxBundleAnswer most bytes of resources in the answer to a transaction or batch; more is answered 400
 * @param maxDepth most nested objects and arrays in a request body; more is answered 400
 * @param compressFrom bodies of at least this size are compressed when the client accepts gzip
 */
@Validated
@ConfigurationProperties("painbridge.rest")
public record RestSettings(
        @DefaultValue("32MB") DataSize maxBody,
        @Min(1) @Max(100_000) @DefaultValue("10000") int maxBundleEntries,
        @DefaultValue("32MB") DataSize maxBundleAnswer,
        @Min(8) @Max(500) @DefaultValue("64") int maxDepth,
        @DefaultValue("8KB") DataSize compressFrom) {
    private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(512);

    public RestSettings {
        if (maxBody.toBytes() <= 0 || maxBody.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException("painbridge.rest.max-body is above 0 and at most 512MB, not " + maxBody);
        }
        if (maxBundleAnswer.toBytes() <= 0 || maxBundleAnswer.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.rest.max-bundle-answer is above 0 and at most 512MB, not " + maxBundleAnswer);
        }
        if (compressFrom.isNegative()) {
            throw new IllegalArgumentException("painbridge.rest.compress-from is negative: " + compressFrom);
        }
    }
}
