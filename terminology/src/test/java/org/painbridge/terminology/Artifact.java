package org.painbridge.terminology;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;

/** One artifact with the file it stands in. */
record Artifact(String file, MetadataResource resource) {

    /** A code that a value set or concept map names; {@code display} may be null. */
    record Quoted(String file, String system, String code, String display) {}

    String type() {
        return resource.fhirType();
    }

    String id() {
        return resource.getIdElement().getIdPart();
    }

    List<Quoted> codes() {
        return switch (resource) {
            case ValueSet valueSet -> codes(valueSet).toList();
            case ConceptMap map -> map.getGroup().stream().flatMap(this::codes).toList();
            default -> List.of();
        };
    }

    private Stream<Quoted> codes(ValueSet valueSet) {
        return valueSet.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream()
                        .map(concept ->
                                new Quoted(file, include.getSystem(), concept.getCode(), concept.getDisplay())));
    }

    private Stream<Quoted> codes(ConceptMap.ConceptMapGroupComponent group) {
        return group.getElement().stream()
                .flatMap(element -> Stream.concat(
                        Stream.of(new Quoted(file, group.getSource(), element.getCode(), element.getDisplay())),
                        element.getTarget().stream()
                                .filter(ConceptMap.TargetElementComponent::hasCode)
                                .map(target ->
                                        new Quoted(file, group.getTarget(), target.getCode(), target.getDisplay()))));
    }
}
