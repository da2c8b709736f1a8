package org.painbridge.server.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one client may ask for, on one node, where there is a sign-in.
 *
 * @param perSecond requests a second, in the long run; 0 for no limit
 * @param burst requests at once, after a pause
 * @param refusedPerSecond requests of one address that are refused for want of a token, in the long run; 0 for no limit
 * @param refusedBurst such requests at once, after a pause
 */
@Validated
@ConfigurationProperties("painbridge.security.rate")
public record RateSettings(
        @DefaultValue("200") int perSecond,
        @DefaultValue("1000") int burst,
        @DefaultValue("10") int refusedPerSecond,
        @DefaultValue("200") int refusedBurst) {
    public RateSettings {
        check("per-second", "burst", perSecond, burst);
        check("refused-per-second", "refused-burst", refusedPerSecond, refusedBurst);
    }

    private static void check(String rateName, String burstName, int rate, int atOnce) {
        if (rate < 0 || atOnce < Math.max(1, rate)) {
            throw new IllegalArgumentException("painbridge.security.rate." + rateName + " is 0 or more, and "
                    + burstName + " at least as much, not: " + rate + ", " + atOnce);
        }
    }
}
