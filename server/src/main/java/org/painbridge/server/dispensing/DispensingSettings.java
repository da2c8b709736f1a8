package org.painbridge.server.dispensing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of narcotics monitoring.
 *
 * @param recheckEvery how often patients are judged again for whom a rule failed; 0 for never, at most a day
 * @param lookAtBudgetsEvery how often it is looked whether rules interrupt too often; 0 for never, at most a day
 */
@ConfigurationProperties("painbridge.dispensing")
public record DispensingSettings(
        @DefaultValue("1m") Duration recheckEvery,
        @DefaultValue("6h") Duration lookAtBudgetsEvery) {
    public DispensingSettings {
        require("recheck-every", recheckEvery);
        require("look-at-budgets-every", lookAtBudgetsEvery);
    }

    private static void require(String name, Duration every) {
        if (every.isNegative() || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("painbridge.dispensing." + name + " is 0 to 1d, not " + every);
        }
    }
}
