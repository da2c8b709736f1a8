package org.painbridge.server.imaging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of imaging appropriateness.
 *
 * @param maxAlternatives most alternatives that an answer lists
 */
@Validated
@ConfigurationProperties("painbridge.imaging")
public record ImagingSettings(
        @Min(0) @Max(50) @DefaultValue("10") int maxAlternatives) {}
