package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.once;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;
import org.painbridge.server.store.oracle.Question.Term;

/** Conditions on a type that are likely to find something: their values are mostly those of the chart. */
final class RandomTerms {
    private static final Set<String> OF_SEVERAL_VALUES = Set.of("", "exact", "contains", "not", "text", "below");

    private final RandomGenerator random;
    private final OracleParts parts;
    private final Map<String, Resource> chart;
    private final RandomOperands operands;

    RandomTerms(RandomGenerator random, OracleParts parts, Map<String, Resource> chart, String base) {
        this.random = random;
        this.parts = parts;
        this.chart = chart;
        this.operands = new RandomOperands(random, parts.references, base);
    }

    /** @param links over how many references the condition may go */
    Term on(String type, int links) {
        if (links > 0 && once(random, 8)) {
            Term backwards = backwards(type, links);
            return backwards == null ? on(type, 0) : backwards;
        }
        Parameter parameter = parameter(type);
        if (parameter.kind() == RestSearchParameterTypeEnum.REFERENCE && links > 0 && once(random, 3)) {
            Term chained = chained(parameter, links);
            return chained == null ? plain(parameter) : chained;
        }
        return plain(parameter);
    }

    private Parameter parameter(String type) {
        List<Parameter> searchable = parts.definitions.of(type).stream()
                .filter(parameter -> Kinds.SEARCHABLE.contains(parameter.kind()))
                .toList();
        List<Parameter> used = searchable.stream()
                .filter(parameter -> !elements(parameter).isEmpty())
                .toList();
        List<Parameter> from = used.isEmpty() || once(random, 10) ? searchable : used;
        var kind = any(random, from.stream().map(Parameter::kind).distinct().toList());
        boolean evenly = once(random, 2); // Most parameters are tokens.
        return any(
                random,
                from.stream()
                        .filter(parameter -> evenly || parameter.kind() == kind)
                        .toList());
    }

    private List<IBase> elements(Parameter parameter) {
        if (parameter.kind() == RestSearchParameterTypeEnum.COMPOSITE) {
            return composites(parameter).stream()
                    .flatMap(both -> both.first().stream())
                    .toList();
        }
        return chart.values().stream()
                .filter(resource -> resource.fhirType().equals(parameter.type()))
                .flatMap(resource -> parts.elements.of(resource, parameter).stream())
                .toList();
    }

    private Term plain(Parameter parameter) {
        boolean canBeMissing =
                !Kinds.COLUMNS.contains(parameter.code()) && parameter.kind() != RestSearchParameterTypeEnum.COMPOSITE;
        if (canBeMissing && once(random, 10)) {
            return new Term(parameter.code() + ":missing", once(random, 2) ? "true" : "false");
        }
        if (parameter.kind() == RestSearchParameterTypeEnum.COMPOSITE) {
            return new Term(parameter.code(), composite(parameter));
        }
        List<IBase> elements = elements(parameter);
        String modifier = any(random, modifiers(parameter, elements));
        int alternatives = OF_SEVERAL_VALUES.contains(modifier) && once(random, 4) ? 2 : 1;
        List<String> values = IntStream.range(0, alternatives)
                .mapToObj(i -> operands.of(parameter, modifier, elements.isEmpty() ? null : any(random, elements)))
                .toList();
        return new Term(parameter.code() + (modifier.isEmpty() ? "" : ":" + modifier), String.join(",", values));
    }

    private List<Composites.Both> composites(Parameter parameter) {
        return chart.values().stream()
                .filter(resource -> resource.fhirType().equals(parameter.type()))
                .flatMap(resource -> parts.composites.elements(resource, parameter).stream())
                .filter(both -> !both.first().isEmpty() && !both.second().isEmpty())
                .toList();
    }

    /** Mostly two values that lie in one element. */
    private String composite(Parameter parameter) {
        List<Composites.Both> all = composites(parameter);
        Composites.Both both = all.isEmpty() ? null : any(random, all);
        List<String> codes = parameter.components();
        return operands.of(
                        parts.definitions.get(parameter.type(), codes.getFirst()),
                        "",
                        both == null ? null : any(random, both.first()))
                + "$"
                + operands.of(
                        parts.definitions.get(parameter.type(), codes.getLast()),
                        "",
                        both == null ? null : any(random, both.second()));
    }

    private List<String> modifiers(Parameter parameter, List<IBase> elements) {
        List<String> modifiers = new ArrayList<>(List.of("", ""));
        switch (parameter.kind()) {
            case STRING -> modifiers.addAll(List.of("exact", "contains"));
            case TOKEN -> modifiers.addAll(parameter.code().equals("_id") ? List.of() : ofTokens(elements));
            case URI -> modifiers.addAll(List.of("above", "below"));
            case REFERENCE -> {
                if (elements.stream().anyMatch(e -> e instanceof Reference reference && reference.hasIdentifier())) {
                    modifiers.add("identifier");
                }
                elements.stream()
                        .flatMap(element -> parts.references.local(element).stream())
                        .map(References.Local::type)
                        .distinct()
                        .forEach(modifiers::add);
            }
            default -> {
                // Prefixes are part of the value.
            }
        }
        return modifiers;
    }

    private static List<String> ofTokens(List<IBase> elements) {
        List<String> modifiers = new ArrayList<>(List.of("", "", "not", "in", "not-in", "below", "above"));
        if (elements.stream().anyMatch(element -> !(element instanceof PrimitiveType<?>))) {
            modifiers.add("text");
        }
        if (elements.stream().anyMatch(Identifier.class::isInstance)) {
            modifiers.add("of-type");
        }
        return modifiers;
    }

    private Term chained(Parameter parameter, int links) {
        List<References.Local> targets = elements(parameter).stream()
                .flatMap(element -> parts.references.local(element).stream())
                .filter(local -> chart.containsKey(local.toString()))
                .toList();
        if (targets.isEmpty()) {
            return null;
        }
        String type = any(random, targets).type();
        Term rest = on(type, links - 1);
        String head = isOpen(parameter, rest) && once(random, 2) ? parameter.code() : parameter.code() + ":" + type;
        return new Term(head + "." + rest.name(), rest.value());
    }

    /** Whether every type that the reference may lead to, and that has the parameter, takes the condition. */
    private boolean isOpen(Parameter reference, Term rest) {
        String code = rest.name().split("[.:]")[0];
        List<RestSearchParameterTypeEnum> kinds = reference.targets().stream()
                .flatMap(type -> parts.definitions.find(type, code).stream())
                .map(Parameter::kind)
                .distinct()
                .toList();
        return kinds.size() == 1 && kinds.getFirst() != RestSearchParameterTypeEnum.REFERENCE;
    }

    private Term backwards(String type, int links) {
        List<Term> ways = new ArrayList<>();
        for (String other : types()) {
            for (Parameter parameter : parts.definitions.of(other)) {
                boolean leadsHere = parameter.kind() == RestSearchParameterTypeEnum.REFERENCE
                        && elements(parameter).stream()
                                .flatMap(element -> parts.references.local(element).stream())
                                .anyMatch(local -> local.type().equals(type));
                if (leadsHere) {
                    ways.add(new Term(other, parameter.code()));
                }
            }
        }
        if (ways.isEmpty()) {
            return null;
        }
        Term way = any(random, ways);
        Term rest = on(way.name(), links - 1);
        return new Term("_has:" + way.name() + ":" + way.value() + ":" + rest.name(), rest.value());
    }

    List<String> types() {
        return chart.values().stream().map(Resource::fhirType).distinct().toList();
    }
}
