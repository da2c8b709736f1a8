package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A search parameter of one resource type as the store uses it.
 *
 * @param code the name in the URL
 * @param path the FHIRPath expression that yields the indexed values
 * @param indexId under which number the values lie; parameters over the same elements share one ({@code patient} and
 *     {@code subject})
 * @param targets resource types a reference may point to; empty where that is open
 * @param pairs of a composite parameter: where its values may lie together; else empty
 */
public record SearchParameter(
        String resourceType,
        String code,
        RestSearchParameterTypeEnum type,
        String path,
        int indexId,
        Set<String> targets,
        String documentation,
        List<Pair> pairs) {

    private static final Map<RestSearchParameterTypeEnum, Set<String>> MODIFIERS = Map.of(
            RestSearchParameterTypeEnum.TOKEN,
            Set.of("not", "text", "in", "not-in", "above", "below", "of-type"),
            RestSearchParameterTypeEnum.STRING,
            Set.of("exact", "contains"),
            RestSearchParameterTypeEnum.REFERENCE,
            Set.of("identifier"),
            RestSearchParameterTypeEnum.URI,
            Set.of("above", "below"));

    /** Paths of R4 that lead to elements of type Identifier. */
    private static final Pattern IDENTIFIERS = Pattern.compile("[iI]dentifier|\\.requisition");

    /**
     * Two parameters whose values lie in one element.
     *
     * @param root path of the elements, to which the paths of the parameters are relative; the type's name where the element
     *     is the resource itself, and the parameters are ordinary ones
     */
    record Pair(String root, SearchParameter first, SearchParameter second) {
        boolean ofResource() {
            return root.equals(first.resourceType());
        }
    }

    public SearchParameter {
        pairs = List.copyOf(pairs);
    }

    SearchParameter(
            String resourceType,
            String code,
            RestSearchParameterTypeEnum type,
            String path,
            int indexId,
            Set<String> targets,
            String documentation) {
        this(resourceType, code, type, path, indexId, targets, documentation, List.of());
    }

    /** Of a reference: whether it may refer to resources of that type. */
    boolean leadsTo(String target) {
        return targets.isEmpty() || targets.contains(target);
    }

    /** The types that a reference may lead to, for messages: the same each time. */
    String targetNames() {
        return String.join(", ", new TreeSet<>(targets));
    }

    /** What may stand behind the colon; references also take the name of a type there. */
    public Set<String> modifiers() {
        if (SearchParameters.COLUMNS.contains(code) || !pairs.isEmpty()) {
            return Set.of();
        }
        Set<String> modifiers = new TreeSet<>(Set.of("missing"));
        modifiers.addAll(MODIFIERS.getOrDefault(type, Set.of()));
        if (!IDENTIFIERS.matcher(path).find()) {
            modifiers.remove("of-type");
        }
        return modifiers;
    }

    /**
     * The type that a reference leads to where there is but one: the index may be shared with a wider parameter. What is
     * on another server, without a type, has the qualifier 0 there.
     */
    Optional<String> onlyTarget() {
        return targets.size() == 1 ? Optional.of(targets.iterator().next()) : Optional.empty();
    }

    /** Under which number the identifiers of references lie that name their target by identifier: {@code :identifier}. */
    int identifierIndexId() {
        return NameIds.of("identifier in " + indexId);
    }

    /** Under which number the texts of codes lie: {@code :text}. */
    int textIndexId() {
        return NameIds.of("text in " + indexId);
    }

    /** Under which number identifiers lie that say of what type they are: {@code :of-type}. */
    int typedIndexId() {
        return NameIds.of("typed in " + indexId);
    }

    /** Under which number quantities lie that name the system of their unit, those of UCUM in canonical units. */
    int unitIndexId() {
        return NameIds.of("unit in " + indexId);
    }
}
