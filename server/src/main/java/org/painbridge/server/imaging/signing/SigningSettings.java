package org.painbridge.server.imaging.signing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the signature on imaging decisions.
 *
 * @param rotateAfter how long a key signs before the next one is made
 * @param keepFor how long a key is published after it has signed for the last time
 */
@Validated
@ConfigurationProperties("painbridge.imaging.signing")
public record SigningSettings(
        @DefaultValue("90d") Duration rotateAfter,
        @DefaultValue("3650d") Duration keepFor) {
    public SigningSettings {
        if (!rotateAfter.isPositive() || !keepFor.isPositive()) {
            throw new IllegalArgumentException("painbridge.imaging.signing.rotate-after and keep-for are above 0, not "
                    + rotateAfter + " and " + keepFor);
        }
    }
}
