package org.painbridge.server.dispensing.products;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The table of products.
 *
 * @param products folder with monitored-products.csv and product-ingredients.csv; empty for those that ship with PainBridge
 * @param maxExtract most bytes of all files of an extract together, once unpacked
 */
@Validated
@ConfigurationProperties("painbridge.dispensing")
public record ProductSettings(
        @DefaultValue("") String products,
        @DefaultValue("256MB") DataSize maxExtract) {
    private static final DataSize LARGEST = DataSize.ofGigabytes(1);

    public ProductSettings {
        if (maxExtract.toBytes() <= 0 || maxExtract.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.dispensing.max-extract is above 0 and at most 1GB, not " + maxExtract);
        }
    }
}
