package org.painbridge.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** Codes with their display by system, each once, in the order in which they came: what a value set enumerates. */
final class Codes {
    private final Map<String, Map<String, String>> bySystem = new LinkedHashMap<>();

    void add(String system, String code, String display) {
        bySystem.computeIfAbsent(system, key -> new LinkedHashMap<>()).putIfAbsent(code, display);
    }

    ValueSet into(ValueSet valueSet) {
        String copyright = ForeignSystem.copyright(List.copyOf(bySystem.keySet()));
        if (!copyright.isEmpty()) {
            valueSet.setCopyright(copyright);
        }
        bySystem.forEach((system, codes) -> {
            ConceptSetComponent include = valueSet.getCompose().addInclude().setSystem(system);
            codes.forEach((code, display) ->
                    include.addConcept().setCode(code).setDisplay(display.isBlank() ? null : display));
        });
        return valueSet;
    }
}
