package org.painbridge.server.samples;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sample data at the start.
 *
 * @param load whether to load sample data if nothing was ever stored; never for a server with real patients
 * @param location folder of the bundles, with a slash at the end: {@code classpath:} or {@code file:}
 */
@Validated
@ConfigurationProperties("painbridge.samples")
public record SampleSettings(
        @DefaultValue("false") boolean load,

        @Pattern(regexp = "(classpath|file):.*/", message = "must begin with classpath: or file: and end with a slash")
        @DefaultValue("classpath:samples/")
        String location) {}
