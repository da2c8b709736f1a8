package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.formats.JsonParser;
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
     * By the writer of the HL7 core: the same text as HAPI's in a quarter of the time. It would write the ids of resources
     * within a Bundle or Parameters with their type; those are not stored ({@link ExposedTypes}).
     */
    private static byte[] json(Resource resource) {
        try {
            return new JsonParser().composeBytes(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("A " + resource.fhirType() + " cannot be written", e);
        } catch (Error e) {
            if (e.getClass() != Error.class) {
                throw e;
            }
            // The writer's way to say that a value has a datatype which R4 does not allow in it; HAPI reads it all the
            // same.
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
