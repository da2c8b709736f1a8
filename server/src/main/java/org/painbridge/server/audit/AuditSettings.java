package org.painbridge.server.audit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit trail. There is none to turn it off.
 *
 * @param keepFor how long entries are kept
 * @param checkpointEvery how often the ends of the chains are noted in the trail, if there are new entries
 * @param keys what the hashes of the chains are made with: 32 bytes each, as Base64; the first makes new ones
 */
@Validated
@ConfigurationProperties("painbridge.audit")
public record AuditSettings(
        @DefaultValue("3650d") Duration keepFor,
        @DefaultValue("1m") Duration checkpointEvery,
        @DefaultValue({}) List<String> keys) {
    private static final int KEY_BYTES = 32;
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    public AuditSettings {
        keys = List.copyOf(keys);
        if (keepFor.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("painbridge.audit.keep-for is at least 1d, not " + keepFor);
        }
        if (!checkpointEvery.isPositive() || checkpointEvery.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.audit.checkpoint-every is above 0 and at most 24h, not " + checkpointEvery);
        }
        keys.forEach(AuditSettings::bytes);
    }

    Seals seals() {
        return new Seals(
                keys.stream().map(AuditSettings::bytes).map(ChainHash::keyed).toList());
    }

    private static byte[] bytes(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
            Arrays.fill(bytes, (byte) 0);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A key of painbridge.audit.keys is not Base64", e);
        }
        throw new IllegalArgumentException("A key of painbridge.audit.keys has not 32 bytes");
    }
}
