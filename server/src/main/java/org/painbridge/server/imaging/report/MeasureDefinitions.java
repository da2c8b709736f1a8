package org.painbridge.server.imaging.report;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.server.terminology.DefinitionSource;

/** The Measures that reports evaluate, to read and to search. */
final class MeasureDefinitions implements DefinitionSource {
    private final List<MetadataResource> measures;

    MeasureDefinitions(FhirContext context) {
        Stream<Measure> evaluated = ScenarioMeasure.shipped(context).stream().map(ScenarioMeasure::measure);
        this.measures = Stream.concat(Stream.of(ScenarioMeasure.report(context)), evaluated)
                .map(MetadataResource.class::cast)
                .toList();
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return type.equals("Measure") ? measures : List.of();
    }
}
