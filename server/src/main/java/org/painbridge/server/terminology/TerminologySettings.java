package org.painbridge.server.terminology;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the terminology services.
 *
 * @param maxExpansion most codes in one answer of {@code ValueSet/$expand}; more is answered 400
 */
@Validated
@ConfigurationProperties("painbridge.terminology")
public record TerminologySettings(
        @Min(1) @Max(100_000) @DefaultValue("5000") int maxExpansion) {}
