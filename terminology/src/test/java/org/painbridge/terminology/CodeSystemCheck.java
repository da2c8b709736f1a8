package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.ValueSet;

/** Code systems are complete, explained and used. */
final class CodeSystemCheck implements Check {
    @Override
    public List<String> problems(Content content) {
        Set<String> used = content.valueSets().stream()
                .flatMap(valueSet -> valueSet.getCompose().getInclude().stream())
                .map(ValueSet.ConceptSetComponent::getSystem)
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (CodeSystem system : content.codeSystems()) {
            String id = system.getIdElement().getIdPart();
            if (!used.contains(system.getUrl())) {
                problems.add(id + " is used by no value set");
            }
            if (system.getCount() != system.getConcept().size()) {
                problems.add(id + " counts " + system.getCount() + " concepts but has "
                        + system.getConcept().size());
            }
            concepts(id, system, problems);
        }
        return problems;
    }

    private static void concepts(String id, CodeSystem system, List<String> problems) {
        Set<String> properties =
                system.getProperty().stream().map(PropertyComponent::getCode).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (ConceptDefinitionComponent concept : system.getConcept()) {
            if (!seen.add(concept.getCode())) {
                problems.add(id + ": " + concept.getCode() + " is defined twice");
            }
            if (!concept.hasDisplay() || !concept.hasDefinition()) {
                problems.add(id + ": " + concept.getCode() + " has no display or no definition");
            }
            concept.getProperty().stream()
                    .map(ConceptPropertyComponent::getCode)
                    .filter(code -> !properties.contains(code))
                    .forEach(code -> problems.add(id + ": property " + code + " is not declared"));
        }
    }
}
