package org.painbridge.server.dispensing.population;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Runs over all dispenses.
 *
 * @param populationEvery how often a run begins by itself; 0 for never
 * @param populationFolder where each run writes its files; empty for none
 * @param populationMemory what DuckDB may use to write them, beside the heap
 */
@Validated
@ConfigurationProperties("painbridge.dispensing")
public record PopulationSettings(
        @DefaultValue("0s") Duration populationEvery,
        @DefaultValue("") String populationFolder,
        @DefaultValue("256MB") DataSize populationMemory) {
    private static final DataSize LEAST = DataSize.ofMegabytes(64);
    private static final Duration LEAST_OFTEN = Duration.ofDays(366);

    public PopulationSettings {
        if (populationEvery.isNegative() || populationEvery.compareTo(LEAST_OFTEN) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.dispensing.population-every is 0 to 366d, not " + populationEvery);
        }
        if (populationMemory.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "painbridge.dispensing.population-memory is 64MB or more, not " + populationMemory);
        }
        if (populationFolder.contains("'")) {
            throw new IllegalArgumentException(
                    "painbridge.dispensing.population-folder has no apostrophe: " + populationFolder);
        }
    }
}
