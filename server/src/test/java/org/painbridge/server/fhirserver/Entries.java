package org.painbridge.server.fhirserver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/** Entries of transactions and batches. */
final class Entries {
    private Entries() {}

    static Bundle transaction(BundleEntryComponent... entries) {
        return bundle(BundleType.TRANSACTION, List.of(entries));
    }

    static Bundle batch(BundleEntryComponent... entries) {
        return bundle(BundleType.BATCH, List.of(entries));
    }

    static Bundle bundle(BundleType type, List<BundleEntryComponent> entries) {
        Bundle bundle = new Bundle().setType(type);
        entries.forEach(bundle::addEntry);
        return bundle;
    }

    static BundleEntryComponent post(Resource resource) {
        return entry(HTTPVerb.POST, resource.fhirType()).setResource(resource);
    }

    static BundleEntryComponent put(String id, Resource resource) {
        resource.setId(id);
        return entry(HTTPVerb.PUT, resource.fhirType() + "/" + id).setResource(resource);
    }

    static BundleEntryComponent delete(String url) {
        return entry(HTTPVerb.DELETE, url);
    }

    /** @param patch a JSON Patch */
    static BundleEntryComponent patch(String url, String patch) {
        Binary binary = new Binary().setContentType("application/json-patch+json");
        return entry(HTTPVerb.PATCH, url).setResource(binary.setData(patch.getBytes(StandardCharsets.UTF_8)));
    }

    static BundleEntryComponent get(String url) {
        return entry(HTTPVerb.GET, url);
    }

    static BundleEntryComponent entry(HTTPVerb method, String url) {
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getRequest().setMethod(method).setUrl(url);
        return entry;
    }
}
