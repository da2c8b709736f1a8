package org.painbridge.server.dispensing.trends;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.server.terminology.DefinitionSource;

/** The definitions of all indicators as Measures, to read and to search. */
final class TrendMeasure implements DefinitionSource {
    static final String ID = "nms-indicators";
    static final String URL = "https://painbridge.example/fhir/Measure/" + ID;

    static final String PRACTICE_ID = "practice-report";
    static final String PRACTICE_URL = "https://painbridge.example/fhir/Measure/" + PRACTICE_ID;

    private final List<MetadataResource> measures;

    TrendMeasure(Indicators indicators, Indicators ofPractices) {
        Measure trends = measure(ID, indicators)
                .setUrl(URL)
                .setName("NmsIndicators")
                .setTitle("Indicators of monitored drugs")
                .setDescription(
                        "What $nms-indicators counts, each with its source. docs/operations/nms-indicators.md.");
        Measure practices = measure(PRACTICE_ID, ofPractices)
                .setUrl(PRACTICE_URL)
                .setName("PracticeReport")
                .setTitle("Figures of a practice")
                .setDescription(
                        "What $practice-report counts, each with its source. docs/operations/practice-report.md.");
        this.measures = List.of(trends, practices);
    }

    private static Measure measure(String id, Indicators indicators) {
        Measure measure = new Measure();
        measure.setId(id);
        measure.setVersion("0.1.0")
                .setStatus(PublicationStatus.ACTIVE)
                .setExperimental(true)
                .setPublisher("PainBridge");
        for (Indicator each : indicators.all()) {
            var group = measure.addGroup();
            group.setId(each.id());
            group.setCode(new CodeableConcept().setText(each.id()));
            group.setDescription(each.title().en() + " / " + each.title().fr() + ". Source: "
                    + each.basis().source() + " (" + each.basis().status() + "), version "
                    + each.basis().version());
        }
        return measure;
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return type.equals("Measure") ? measures : List.of();
    }
}
