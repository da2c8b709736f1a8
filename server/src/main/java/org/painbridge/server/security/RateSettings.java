package org.painbridge.server.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one client may ask for, on one node, where there is a sign-in.
 *
 * @param perSecond requests a second, in the long run; 0 for no limit
 * @param burst requests at once, after a pause
 */
@Validated
@ConfigurationProperties("painbridge.security.rate")
public record RateSettings(
        @DefaultValue("200") int perSecond,
        @DefaultValue("1000") int burst) {
    public RateSettings {
        if (perSecond < 0 || burst < Math.max(1, perSecond)) {
            throw new IllegalArgumentException(
                    "painbridge.security.rate.per-second is 0 or more, and burst at least as much," + " not: "
                            + perSecond + ", " + burst);
        }
    }
}
