package org.painbridge.server.store;

import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource of an invented world and what is known of it without any index.
 *
 * @param about ids of patients
 * @param refersTo {@code Type/id}
 */
public record WorldThing(Resource resource, Set<String> about, Set<String> refersTo) {
    public WorldThing {
        about = Set.copyOf(about);
        refersTo = Set.copyOf(refersTo);
    }

    public String reference() {
        return resource.fhirType() + "/" + resource.getIdPart();
    }

    public String type() {
        return resource.fhirType();
    }
}
