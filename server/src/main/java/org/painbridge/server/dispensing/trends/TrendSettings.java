package org.painbridge.server.dispensing.trends;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Figures on monitored drugs.
 *
 * @param least the smallest number of people that a table may tell of; 2 to 1000
 * @param roles of tokens that get tables; where there is no sign-in, and who runs the server, get them anyway
 * @param settle how long ago something must have been stored to be counted in a table; 0 to 1h, longer than any transaction
 * @param regions codes of regions by beginnings of postal codes; the five of Ontario where there is none
 * @param practiceRefresh how old the figures of all practices may be when one is asked for; 1m to 90d
 */
@Validated
@ConfigurationProperties("painbridge.trends")
public record TrendSettings(
        @DefaultValue("6") int least,
        @DefaultValue("analyst") Set<String> roles,
        @DefaultValue("1m") Duration settle,
        @DefaultValue Map<String, String> regions,
        @DefaultValue("7d") Duration practiceRefresh) {
    public TrendSettings {
        if (least < 2 || least > 1000) {
            throw new IllegalArgumentException("painbridge.trends.least is 2 to 1000, not " + least);
        }
        if (settle.isNegative() || settle.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("painbridge.trends.settle is 0 to 1h, not " + settle);
        }
        if (practiceRefresh.compareTo(Duration.ofMinutes(1)) < 0
                || practiceRefresh.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.trends.practice-refresh is 1m to 90d, not " + practiceRefresh);
        }
        roles = Set.copyOf(roles);
        regions = Map.copyOf(regions);
    }
}
