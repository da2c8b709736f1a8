package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The search parameters of every exposed type: those of R4, and those of our guide. */
public final class SearchParameters {
    private static final String RESOLVES_TO = ".where(resolve() is ";
    static final Set<RestSearchParameterTypeEnum> INDEXED = Set.of(
            RestSearchParameterTypeEnum.TOKEN,
            RestSearchParameterTypeEnum.STRING,
            RestSearchParameterTypeEnum.REFERENCE,
            RestSearchParameterTypeEnum.DATE,
            RestSearchParameterTypeEnum.NUMBER,
            RestSearchParameterTypeEnum.QUANTITY,
            RestSearchParameterTypeEnum.URI);
    /** Answered from the columns of the resource itself, not from the index tables. */
    static final Set<String> COLUMNS = Set.of("_id", "_lastUpdated");

    private final Map<String, Map<String, SearchParameter>> byType = new TreeMap<>();
    /** By type, then by that of the owner. */
    private final Map<String, Map<String, List<SearchParameter>>> compartments = new HashMap<>();

    /**
     * @param custom parameters of the guide beside those of R4; those of types that are not exposed are left out
     * @throws IllegalStateException if two names share a number, or R4 has a parameter of that name
     */
    public SearchParameters(FhirContext context, Collection<String> types, List<SearchParameter> custom) {
        for (String type : types) {
            byType.put(type, ofType(context, type));
            compartments.put(type, compartments(context, type));
        }
        for (SearchParameter parameter : custom) {
            Map<String, SearchParameter> own = byType.get(parameter.resourceType());
            if (own != null && own.putIfAbsent(parameter.code(), parameter) != null) {
                throw new IllegalStateException(
                        "R4 has a parameter of this name: " + parameter.resourceType() + "." + parameter.code());
            }
        }
        names();
    }

    /** A parameter that R4 does not have, with an index of its own. */
    private static SearchParameter custom(String type, String code, RestSearchParameterTypeEnum kind, String path) {
        return new SearchParameter(type, code, kind, path, NameIds.of(type + "." + code), Set.of(), path);
    }

    public Collection<String> types() {
        return byType.keySet();
    }

    public Collection<SearchParameter> of(String type) {
        return byType.getOrDefault(type, Map.of()).values();
    }

    public Optional<SearchParameter> find(String type, String code) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(code));
    }

    /** One of type token, by codes in the index. */
    public Optional<SearchParameter> ofCodes(String type, String code) {
        return find(type, code)
                .filter(parameter -> parameter.type() == RestSearchParameterTypeEnum.TOKEN && !COLUMNS.contains(code));
    }

    /** By which R4 has resources of the type in the compartment of a Patient, an Encounter and so on; none where it does not. */
    List<SearchParameter> ofCompartment(String owner, String type) {
        return compartments.getOrDefault(type, Map.of()).getOrDefault(owner, List.of());
    }

    private Map<String, List<SearchParameter>> compartments(FhirContext context, String type) {
        Map<String, List<SearchParameter>> own = new HashMap<>();
        for (RuntimeSearchParam definition : context.getResourceDefinition(type).getSearchParams()) {
            Set<String> owners = definition.getProvidesMembershipInCompartments();
            find(type, definition.getName())
                    .ifPresent(parameter -> (owners == null ? Set.<String>of() : owners)
                            .forEach(owner -> own.computeIfAbsent(owner, none -> new ArrayList<>())
                                    .add(parameter)));
        }
        return own;
    }

    /** Every type and index by its number; the table {@code fhir_name} holds it for people who read the database. */
    Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        byType.forEach((type, parameters) -> {
            put(names, NameIds.of(type), type);
            SortedLists.names(this, type).forEach((id, name) -> put(names, id, name));
            if (FurtherReferences.areOf(type)) {
                put(names, FurtherReferences.indexId(type), FurtherReferences.name(type));
            }
            for (SearchParameter parameter : parameters.values()) {
                String name = type + "." + parameter.code();
                put(names, NameIds.of(name), name);
                if (parameter.indexId() == NameIds.of(name)) {
                    further(parameter).forEach((id, what) -> put(names, id, name + ":" + what));
                }
                parameter.pairs().stream()
                        .filter(pair -> !pair.ofResource())
                        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                        .forEach(part -> put(names, part.indexId(), part.code()));
            }
        });
        return names;
    }

    /** The indexes that go with one of this kind. */
    private static Map<Integer, String> further(SearchParameter parameter) {
        return switch (parameter.type()) {
            case REFERENCE -> Map.of(parameter.identifierIndexId(), "identifier");
            case TOKEN -> Map.of(parameter.textIndexId(), "text", parameter.typedIndexId(), "of-type");
            case QUANTITY -> Map.of(parameter.unitIndexId(), "unit");
            default -> Map.of();
        };
    }

    private static void put(Map<Integer, String> names, int id, String name) {
        String other = names.put(id, name);
        if (other != null && !other.equals(name)) {
            throw new IllegalStateException("Two names have the number " + id + ": " + other + ", " + name);
        }
    }

    private static Map<String, SearchParameter> ofType(FhirContext context, String type) {
        List<RuntimeSearchParam> definitions =
                context.getResourceDefinition(type).getSearchParams();
        Map<String, String> codeByPath = new HashMap<>();
        for (RuntimeSearchParam definition : definitions) {
            codeByPath.putIfAbsent(String.valueOf(definition.getPath()), definition.getName());
        }
        Map<String, SearchParameter> parameters = new LinkedHashMap<>();
        for (RuntimeSearchParam definition : definitions) {
            if (usable(definition)) {
                parameters.put(definition.getName(), of(type, definition, codeByPath));
            }
        }
        for (RuntimeSearchParam definition : definitions) {
            if (definition.getParamType() == RestSearchParameterTypeEnum.COMPOSITE) {
                parameters.put(definition.getName(), Composites.of(type, definition, parameters));
            }
        }
        parameters.put("_source", custom(type, "_source", RestSearchParameterTypeEnum.URI, type + ".meta.source"));
        return parameters;
    }

    private static boolean usable(RuntimeSearchParam definition) {
        String path = definition.getPath();
        return INDEXED.contains(definition.getParamType()) && path != null && !path.isBlank();
    }

    /** {@code X.where(resolve() is Patient)} shares the index of {@code X}, where the type has a parameter for X. */
    private static SearchParameter of(String type, RuntimeSearchParam definition, Map<String, String> codeByPath) {
        String path = ofConcreteType(type, definition.getPath());
        Set<String> targets = targets(definition);
        String owner = definition.getName();
        int end = path.indexOf(RESOLVES_TO);
        if (end > 0 && path.indexOf('|') < 0 && path.endsWith(")")) {
            @Nullable String wider = codeByPath.get(path.substring(0, end));
            if (wider != null) {
                owner = wider;
                targets = Set.of(path.substring(end + RESOLVES_TO.length(), path.length() - 1));
            }
        }
        return new SearchParameter(
                type,
                definition.getName(),
                definition.getParamType(),
                path,
                NameIds.of(type + "." + owner),
                targets,
                String.valueOf(definition.getDescription()));
    }

    /** The common parameters are defined on {@code Resource}, an abstract type that FHIRPath does not find at the root. */
    private static String ofConcreteType(String type, String path) {
        return path.startsWith("Resource.") ? type + path.substring("Resource".length()) : path;
    }

    private static Set<String> targets(RuntimeSearchParam definition) {
        return definition.getTargets() == null ? Set.of() : Set.copyOf(new TreeSet<>(definition.getTargets()));
    }
}
