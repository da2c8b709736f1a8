package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * What a resource that tells of others ({@link HandedLabels}) names by an element for which its type has no search parameter: the
 * input of a Task, or an extension. Under a number of its own, which no search asks for.
 */
final class FurtherReferences {
    /** By type, the indexes of its search parameters of type reference. */
    private final Map<String, Set<Integer>> searched = new HashMap<>();

    FurtherReferences(SearchParameters parameters) {
        for (String type : HandedLabels.TYPES) {
            searched.put(
                    type,
                    parameters.of(type).stream()
                            .filter(parameter -> parameter.type() == RestSearchParameterTypeEnum.REFERENCE)
                            .map(SearchParameter::indexId)
                            .collect(Collectors.toSet()));
        }
    }

    static boolean areOf(String type) {
        return HandedLabels.TYPES.contains(type);
    }

    static String name(String type) {
        return type + " by further references";
    }

    static int indexId(String type) {
        return NameIds.of(name(type));
    }

    /** Adds rows for what the others do not name. */
    void index(Resource resource, IndexRows rows) {
        String type = resource.fhirType();
        if (!areOf(type)) {
            return;
        }
        Set<Integer> others = searched.getOrDefault(type, Set.of());
        Set<String> named = rows.texts.stream()
                .filter(row -> others.contains(row.indexId()))
                .map(row -> row.qualifier() + "/" + row.value())
                .collect(Collectors.toSet());
        for (PlacedReference placed : PlacedReference.in(resource, type)) {
            StoredReferences.local(placed.reference().getReferenceElement_().getValue())
                    .filter(target -> HandedLabels.handsOn(StoredReferences.type(target)))
                    .ifPresent(target -> add(target, type, named, rows));
        }
    }

    private static void add(String target, String type, Set<String> named, IndexRows rows) {
        String targetType = StoredReferences.type(target);
        String id = target.substring(targetType.length() + 1);
        if (!named.contains(NameIds.of(targetType) + "/" + id)) {
            rows.reference(indexId(type), targetType, id);
        }
    }
}
