package org.painbridge.server.store.oracle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The search parameters of R4, as its definitions have them. */
final class Definitions {

    /**
     * @param path FHIRPath on the resource
     * @param targets the types that a reference may lead to; empty where that is open
     */
    record Parameter(String type, String code, RestSearchParameterTypeEnum kind, String path, Set<String> targets) {}

    private final FhirContext context;
    private final Map<String, List<Parameter>> byType = new HashMap<>();

    Definitions(FhirContext context) {
        this.context = context;
    }

    List<Parameter> of(String type) {
        return byType.computeIfAbsent(type, this::read);
    }

    Optional<Parameter> find(String type, String code) {
        return of(type).stream()
                .filter(parameter -> parameter.code().equals(code))
                .findFirst();
    }

    Parameter get(String type, String code) {
        return find(type, code)
                .orElseThrow(() -> new IllegalArgumentException("No search parameter " + code + " of " + type));
    }

    private List<Parameter> read(String type) {
        List<Parameter> parameters = new ArrayList<>();
        for (var definition : context.getResourceDefinition(type).getSearchParams()) {
            Set<String> targets = definition.getTargets() == null ? Set.of() : Set.copyOf(definition.getTargets());
            parameters.add(new Parameter(
                    type, definition.getName(), definition.getParamType(), definition.getPath(), targets));
        }
        // R4 names it (3.1.1.4), HAPI's definitions lack it.
        parameters.add(
                new Parameter(type, "_source", RestSearchParameterTypeEnum.URI, "Resource.meta.source", Set.of()));
        return parameters;
    }
}
