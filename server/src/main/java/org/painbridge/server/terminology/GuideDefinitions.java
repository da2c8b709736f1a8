package org.painbridge.server.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.server.fhirserver.Guide;

/** What the guide and its terminology define. */
final class GuideDefinitions implements DefinitionSource {
    private final Guide guide;

    GuideDefinitions(Guide guide) {
        this.guide = guide;
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return guide.definitions().stream()
                .filter(definition -> definition.fhirType().equals(type))
                .toList();
    }
}
