package org.painbridge.server.careplan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of care-plan exchange.
 *
 * @param respondWithin time that a family physician has to answer a pushed plan where the sender names no date; above 0,
 *     at most 366 days
 */
@ConfigurationProperties("painbridge.careplan")
public record CarePlanSettings(@DefaultValue("14d") Duration respondWithin) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public CarePlanSettings {
        if (!respondWithin.isPositive() || respondWithin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.careplan.respond-within is above 0 and at most 366d, not " + respondWithin);
        }
    }
}
