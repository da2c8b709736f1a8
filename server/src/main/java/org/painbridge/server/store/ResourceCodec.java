package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Resources to the JSON bytes that are stored and served, and back. */
final class ResourceCodec {
    private final FhirContext context;

    ResourceCodec(FhirContext context) {
        this.context = context;
    }

    /** Writes id, version and time into the resource and encodes it. */
    StoredResource encode(Resource resource, String id, int version, Instant now) {
        String type = resource.fhirType();
        resource.setIdElement(new IdType(type, id, Integer.toString(version)));
        resource.getMeta().setVersionId(Integer.toString(version));
        resource.getMeta().setLastUpdated(Date.from(now));
        String json = parser().encodeResourceToString(resource);
        return new StoredResource(type, id, version, now, false, json.getBytes(StandardCharsets.UTF_8));
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
