package org.painbridge.server.store.oracle;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Set;

/** Which parameters the questions ask. */
final class Kinds {
    static final Set<RestSearchParameterTypeEnum> SEARCHABLE = Set.of(
            RestSearchParameterTypeEnum.STRING,
            RestSearchParameterTypeEnum.TOKEN,
            RestSearchParameterTypeEnum.REFERENCE,
            RestSearchParameterTypeEnum.DATE,
            RestSearchParameterTypeEnum.QUANTITY,
            RestSearchParameterTypeEnum.URI,
            RestSearchParameterTypeEnum.COMPOSITE);
    /** What every resource has. */
    static final Set<String> COLUMNS = Set.of("_id", "_lastUpdated");

    private Kinds() {}
}
