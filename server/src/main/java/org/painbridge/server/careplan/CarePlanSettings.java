package org.painbridge.server.careplan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of care-plan exchange.
 *
 * @param respondWithin time that a family physician has to answer a pushed plan where the sender names no date; above 0,
 *     at most 366 days
 * @param acknowledgeWithin time that the recipient's system has to acknowledge it; above 0, at most 366 days
 * @param lookForOverdueEvery how often reviews are looked for that are overdue; 0 for never, at most a day
 * @param maxEntries most entries of the bundle of a push; 1 to 5000
 */
@ConfigurationProperties("painbridge.careplan")
public record CarePlanSettings(
        @DefaultValue("14d") Duration respondWithin,
        @DefaultValue("24h") Duration acknowledgeWithin,
        @DefaultValue("1m") Duration lookForOverdueEvery,
        @DefaultValue("500") int maxEntries) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public CarePlanSettings {
        requireTime("respond-within", respondWithin);
        requireTime("acknowledge-within", acknowledgeWithin);
        if (lookForOverdueEvery.isNegative() || lookForOverdueEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.careplan.look-for-overdue-every is 0 to 1d, not " + lookForOverdueEvery);
        }
        if (maxEntries < 1 || maxEntries > 5_000) {
            throw new IllegalArgumentException("painbridge.careplan.max-entries is 1 to 5000, not " + maxEntries);
        }
    }

    private static void requireTime(String name, Duration time) {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.careplan." + name + " is above 0 and at most 366d, not " + time);
        }
    }
}
