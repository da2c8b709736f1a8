package org.painbridge.server.validation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When resources are checked against profiles, and how much of that goes on at once.
 *
 * @param onWrite what a resource must satisfy to be stored
 * @param required by type, canonicals of profiles of the guide: a resource must declare one of them, and satisfy it
 * @param maxParallel most validations at once; each keeps a validator of some megabytes
 * @param maxWait how long a validation waits for others to end before the request is answered 503
 */
@Validated
@ConfigurationProperties("painbridge.validation")
public record ValidationSettings(
        @DefaultValue("declared") OnWrite onWrite,
        @DefaultValue Map<String, List<String>> required,
        @Min(1) @Max(64) @DefaultValue("4") int maxParallel,
        @DefaultValue("5s") Duration maxWait) {

    /** What a resource must satisfy to be stored. */
    public enum OnWrite {
        /** FHIR R4 as the parser knows it, no profile. */
        NONE,
        /** The profiles in its meta.profile that this server knows. */
        DECLARED
    }

    public ValidationSettings {
        if (maxWait.isNegative() || maxWait.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("painbridge.validation.max-wait is 0 to 1m, not " + maxWait);
        }
        if (onWrite == OnWrite.NONE && !required.isEmpty()) {
            throw new IllegalArgumentException(
                    "painbridge.validation.required has no effect with painbridge.validation.on-write=none");
        }
    }
}
