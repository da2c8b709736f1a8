package org.painbridge.server.imaging.report;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.Measure.MeasureGroupPopulationComponent;

/**
 * A Measure over scenarios: its populations list the ids of those that count, as expressions of the language
 * {@value #LANGUAGE}. The Measure that is served is the one that is evaluated.
 */
final class ScenarioMeasure {
    static final String LANGUAGE = "text/x-painbridge-scenarios";

    private final Measure measure;

    private ScenarioMeasure(Measure measure) {
        this.measure = measure;
    }

    /** Those that ship with the server. */
    static List<ScenarioMeasure> shipped(FhirContext context) {
        return List.of(read(context, "/measure/nice-qs155-statement-2.json"));
    }

    /** The frame of the reports: its groups are not populations of scenarios. */
    static Measure report(FhirContext context) {
        return read(context, "/measure/imaging-decisions.json").measure();
    }

    private static ScenarioMeasure read(FhirContext context, String file) {
        try (InputStream bytes = ScenarioMeasure.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("The server lacks " + file);
            }
            String json = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return new ScenarioMeasure(context.newJsonParser().parseResource(Measure.class, json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Measure measure() {
        return measure;
    }

    /** @param population code of a population, such as {@code numerator} */
    long count(String population, Map<String, Long> scenarios) {
        return measure.getGroupFirstRep().getPopulation().stream()
                .filter(each ->
                        population.equals(each.getCode().getCodingFirstRep().getCode()))
                .flatMap(each -> ids(each).stream())
                .mapToLong(id -> scenarios.getOrDefault(id, 0L))
                .sum();
    }

    private static TreeSet<String> ids(MeasureGroupPopulationComponent population) {
        return new TreeSet<>(
                Arrays.asList(population.getCriteria().getExpression().split(" ")));
    }
}
