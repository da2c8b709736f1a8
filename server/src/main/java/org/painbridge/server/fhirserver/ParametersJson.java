package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.ResourceJson;

/** The answer of an operation by the writer of the HL7 core: the same JSON as HAPI's in a quarter of the time. */
final class ParametersJson {
    private ParametersJson() {}

    /** Null where a value has a datatype that R4 does not allow in it: HAPI writes that all the same. */
    static byte @Nullable [] of(Parameters answer) {
        answer.getParameter().forEach(ParametersJson::plainIds);
        try {
            return ResourceJson.of(answer);
        } catch (ResourceJson.ForeignDatatype e) {
            return null;
        }
    }

    private static void plainIds(ParametersParameterComponent parameter) {
        plainId(parameter.getResource());
        parameter.getPart().forEach(ParametersJson::plainIds);
    }

    /** This writer does not take the type away that stands in front of an id inside the server. */
    private static void plainId(@Nullable Resource resource) {
        if (resource == null) {
            return;
        }
        if (resource.hasIdElement() && resource.getIdElement().hasResourceType()) {
            resource.setIdElement(new IdType(resource.getIdElement().getIdPart()));
        }
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> plainId(entry.getResource()));
        }
        if (resource instanceof Parameters parameters) {
            parameters.getParameter().forEach(ParametersJson::plainIds);
        }
    }
}
