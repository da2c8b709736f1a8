package org.painbridge.server.packages;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be installed.
 *
 * @param maxUnpacked most bytes of all files of a package together, once unpacked
 */
@Validated
@ConfigurationProperties("painbridge.packages")
public record PackageSettings(@DefaultValue("100MB") DataSize maxUnpacked) {
    public PackageSettings {
        if (maxUnpacked.isNegative() || maxUnpacked.toBytes() == 0) {
            throw new IllegalArgumentException("painbridge.packages.max-unpacked is more than 0, not " + maxUnpacked);
        }
    }
}
