package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Set;

/**
 * A search parameter of one resource type as the store uses it.
 *
 * @param code the name in the URL
 * @param path the FHIRPath expression that yields the indexed values
 * @param indexId under which number the values lie; parameters over the same elements share one ({@code patient} and
 *     {@code subject})
 * @param targets resource types a reference may point to; empty where that is open
 */
public record SearchParameter(
        String resourceType,
        String code,
        RestSearchParameterTypeEnum type,
        String path,
        int indexId,
        Set<String> targets,
        String documentation) {

    /** Under which number the identifiers of references lie that name their target by identifier: {@code :identifier}. */
    int identifierIndexId() {
        return NameIds.of("identifier in " + indexId);
    }
}
