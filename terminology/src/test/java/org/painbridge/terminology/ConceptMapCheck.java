package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ValueSet;

/** A map takes every code of its source value set, once, to a code of its target value set. */
final class ConceptMapCheck implements Check {
    @Override
    public List<String> problems(Content content) {
        Map<String, ValueSet> valueSets =
                content.valueSets().stream().collect(Collectors.toMap(ValueSet::getUrl, valueSet -> valueSet));
        List<String> problems = new ArrayList<>();
        for (ConceptMap map : content.conceptMaps()) {
            String id = map.getIdElement().getIdPart();
            ValueSet source = valueSets.get(map.getSourceCanonicalType().getValue());
            if (source == null) {
                problems.add(id + " has an unknown source value set");
                continue;
            }
            sources(id, map, source, problems);
            if (map.hasTargetCanonicalType()) {
                targets(id, map, valueSets.get(map.getTargetCanonicalType().getValue()), problems);
            }
        }
        return problems;
    }

    private static void sources(String id, ConceptMap map, ValueSet source, List<String> problems) {
        Set<String> mapped = new HashSet<>();
        for (ConceptMapGroupComponent group : map.getGroup()) {
            group.getElement().stream()
                    .filter(element -> !mapped.add(group.getSource() + "|" + element.getCode()))
                    .forEach(element -> problems.add(id + " maps " + element.getCode() + " twice"));
        }
        if (!mapped.equals(codes(source).collect(Collectors.toSet()))) {
            problems.add(id + " does not map exactly the codes of its source value set");
        }
    }

    private static void targets(String id, ConceptMap map, ValueSet target, List<String> problems) {
        if (target == null) {
            problems.add(id + " has an unknown target value set");
            return;
        }
        Set<String> allowed = codes(target).collect(Collectors.toSet());
        for (ConceptMapGroupComponent group : map.getGroup()) {
            group.getElement().stream()
                    .flatMap(element -> element.getTarget().stream())
                    .filter(code -> code.hasCode() && !allowed.contains(group.getTarget() + "|" + code.getCode()))
                    .forEach(code -> problems.add(id + " maps to " + code.getCode() + " outside of its target"));
        }
    }

    private static Stream<String> codes(ValueSet valueSet) {
        return new Artifact("", valueSet).codes().stream().map(code -> code.system() + "|" + code.code());
    }
}
