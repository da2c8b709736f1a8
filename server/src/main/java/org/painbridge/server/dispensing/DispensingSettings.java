package org.painbridge.server.dispensing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of narcotics monitoring.
 *
 * @param recheckEvery how often patients are judged again for whom a rule failed; 0 for never, at most a day
 */
@ConfigurationProperties("painbridge.dispensing")
public record DispensingSettings(@DefaultValue("1m") Duration recheckEvery) {
    public DispensingSettings {
        if (recheckEvery.isNegative() || recheckEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("painbridge.dispensing.recheck-every is 0 to 1d, not " + recheckEvery);
        }
    }
}
