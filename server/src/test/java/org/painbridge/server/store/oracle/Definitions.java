package org.painbridge.server.store.oracle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.SearchParameter;

/** The search parameters of R4, as its definitions have them, and of the guide. */
final class Definitions {

    /**
     * @param path FHIRPath on the resource
     * @param targets the types that a reference may lead to; empty where that is open
     * @param components the two parameters of a composite
     */
    record Parameter(
            String type,
            String code,
            RestSearchParameterTypeEnum kind,
            String path,
            Set<String> targets,
            List<String> components) {

        Parameter withPath(String other) {
            return new Parameter(type, code, kind, other, targets, components);
        }
    }

    private final FhirContext context;
    private final List<Parameter> guide;
    private final Map<String, List<Parameter>> byType = new HashMap<>();

    Definitions(FhirContext context) {
        this.context = context;
        this.guide = guide(context);
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
        for (RuntimeSearchParam definition : context.getResourceDefinition(type).getSearchParams()) {
            Set<String> targets = definition.getTargets() == null ? Set.of() : Set.copyOf(definition.getTargets());
            parameters.add(new Parameter(
                    type,
                    definition.getName(),
                    definition.getParamType(),
                    definition.getPath(),
                    targets,
                    components(type, definition)));
        }
        // R4 names it (3.1.1.4), HAPI's definitions lack it.
        parameters.add(new Parameter(
                type, "_source", RestSearchParameterTypeEnum.URI, "Resource.meta.source", Set.of(), List.of()));
        guide.stream().filter(parameter -> parameter.type().equals(type)).forEach(parameters::add);
        return parameters;
    }

    /** They are named by the ids of their definitions, such as {@code Observation-code}. */
    private static List<String> components(String type, RuntimeSearchParam definition) {
        return definition.getComponents().stream()
                .map(component -> component.getReference().replaceFirst(".*/" + type + "-", ""))
                .toList();
    }

    /** Those that the guide adds to R4's, from its package. */
    private static List<Parameter> guide(FhirContext context) {
        return Stream.of(
                        "task-due",
                        "task-restriction-period",
                        "detected-issue-dispensing-rule",
                        "detected-issue-evidence",
                        "communication-about")
                .map(name -> "/org/painbridge/profiles/SearchParameter-" + name + ".json")
                .map(file -> (SearchParameter)
                        context.newJsonParser().parseResource(Definitions.class.getResourceAsStream(file)))
                .map(definition -> new Parameter(
                        definition.getBase().getFirst().getCode(),
                        definition.getCode(),
                        RestSearchParameterTypeEnum.forCode(definition.getType().toCode()),
                        definition.getExpression(),
                        Set.of(),
                        List.of()))
                .toList();
    }
}
