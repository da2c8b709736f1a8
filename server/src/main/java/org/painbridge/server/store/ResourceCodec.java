package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;

/** Resources to the JSON bytes that are stored and served, and back. */
final class ResourceCodec {
    private final FhirContext context;

    ResourceCodec(FhirContext context) {
        this.context = context;
    }

    /** Writes id, version and time into the resource and encodes it. */
    StoredResource encode(Resource resource, String id, int version, Instant now) {
        String type = resource.fhirType();
        resource.getMeta().setVersionId(Integer.toString(version));
        // Not the value alone: the element of a client may be less precise.
        resource.getMeta().setLastUpdatedElement(new InstantType(Date.from(now)));
        resource.setIdElement(new IdType(id));
        byte[] json = json(resource);
        resource.setIdElement(new IdType(type, id, Integer.toString(version)));
        return new StoredResource(type, id, version, now, false, json);
    }

    /**
     * The ids of resources within a Bundle or Parameters would be written with their type; those are not stored
     * ({@link ExposedTypes}).
     */
    private static byte[] json(Resource resource) {
        try {
            return ResourceJson.of(resource);
        } catch (ResourceJson.ForeignDatatype e) {
            throw new StoreProblem.Invalid(
                    ErrorCode.MALFORMED_RESOURCE,
                    resource.fhirType(),
                    "A value of the resource has a datatype that FHIR R4 does not allow there, such as ElementDefinition");
        }
    }

    Resource decode(StoredResource stored) {
        return (Resource) parser().parseResource(new String(stored.json(), StandardCharsets.UTF_8));
    }

    private IParser parser() {
        IParser parser = context.newJsonParser();
        parser.setStripVersionsFromReferences(false);
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser;
    }
}
