package org.painbridge.server.fhirserver;

import java.util.List;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/**
 * All narratives of a resource and of what it carries, wherever R4 has one.
 *
 * @param visitor takes the div and its place
 */
record Narratives(BiConsumer<XhtmlNode, String> visitor) {

    void of(@Nullable Resource resource, String place) {
        switch (resource) {
            case null -> {}
            case Bundle bundle -> {
                List<BundleEntryComponent> entries = bundle.getEntry();
                for (int i = 0; i < entries.size(); i++) {
                    of(entries.get(i), place + ".entry[" + i + "]");
                }
            }
            case Parameters parameters -> of(parameters.getParameter(), place + ".parameter");
            case DomainResource domain -> of(domain, place);
            default -> {}
        }
    }

    private void of(BundleEntryComponent entry, String place) {
        of(entry.getResource(), place + ".resource");
        if (entry.hasResponse()) {
            of(entry.getResponse().getOutcome(), place + ".response.outcome");
        }
    }

    private void of(List<ParametersParameterComponent> parameters, String place) {
        for (int i = 0; i < parameters.size(); i++) {
            String each = place + "[" + i + "]";
            of(parameters.get(i).getResource(), each + ".resource");
            of(parameters.get(i).getPart(), each + ".part");
        }
    }

    private void of(DomainResource resource, String place) {
        if (resource.hasText()) {
            of(resource.getText(), place);
        }
        for (int i = 0; i < resource.getContained().size(); i++) {
            of(resource.getContained().get(i), place + ".contained[" + i + "]");
        }
        if (resource instanceof Composition composition) {
            sections(composition.getSection(), place + ".section");
        }
    }

    private void sections(List<SectionComponent> sections, String place) {
        for (int i = 0; i < sections.size(); i++) {
            String section = place + "[" + i + "]";
            if (sections.get(i).hasText()) {
                of(sections.get(i).getText(), section);
            }
            sections(sections.get(i).getSection(), section + ".section");
        }
    }

    private void of(Narrative text, String place) {
        if (text.hasDiv()) {
            visitor.accept(text.getDiv(), place + ".text.div");
        }
    }
}
