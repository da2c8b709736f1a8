package org.painbridge.server.export;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of exports.
 *
 * @param keepFor how long files can be fetched after an export has ended
 * @param maxJobs most exports under way at once; more are answered 429
 * @param step bytes of resources that one step of an export reads and writes; a larger resource is a step of its own
 * @param maxFile bytes of a file, as it is sent without compression, behind which the next one begins
 * @param maxStored most bytes, compressed, that the files of one export take in the database; beyond, the export fails
 */
@Validated
@ConfigurationProperties("painbridge.export")
public record ExportSettings(
        @DefaultValue("24h") Duration keepFor,
        @Min(1) @Max(100) @DefaultValue("4") int maxJobs,
        @DefaultValue("1MB") DataSize step,
        @DefaultValue("128MB") DataSize maxFile,
        @DefaultValue("10GB") DataSize maxStored) {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final DataSize LARGEST_STEP = DataSize.ofMegabytes(16);

    public ExportSettings {
        if (!keepFor.isPositive() || keepFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.export.keep-for is above 0 and at most 366d, not " + keepFor);
        }
        if (step.toBytes() <= 0 || step.compareTo(LARGEST_STEP) > 0) {
            throw new IllegalArgumentException("painbridge.export.step is above 0 and at most 16MB, not " + step);
        }
        if (maxFile.toBytes() <= 0 || maxStored.toBytes() <= 0) {
            throw new IllegalArgumentException("painbridge.export.max-file and max-stored are above 0");
        }
    }
}
