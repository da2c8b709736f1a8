package org.painbridge.server.careplan.figures;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.server.terminology.DefinitionSource;

/** The Measure that {@link MeasureProvider} evaluates, to read and to search. */
public final class ExchangeMeasure implements DefinitionSource {
    static final String ID = "care-plan-exchange";

    private final Measure measure;

    public ExchangeMeasure(FhirContext context) {
        String file = "/measure/" + ID + ".json";
        try (InputStream bytes = Objects.requireNonNull(ExchangeMeasure.class.getResourceAsStream(file), file)) {
            String json = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            this.measure = context.newJsonParser().parseResource(Measure.class, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return type.equals("Measure") ? List.of(measure) : List.of();
    }
}
