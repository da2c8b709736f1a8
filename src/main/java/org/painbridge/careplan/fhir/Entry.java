package org.painbridge.careplan.fhir;

import org.hl7.fhir.r4.model.Resource;

/**
 * An entry of the pushed bundle.
 *
 * @param key by what other entries refer to it; its path when it has neither fullUrl nor id
 * @param path FHIRPath expression of the resource, from the root of the request
 */
record Entry(String key, String path, Resource resource) {
    /** The key as the sender chose it; empty when the sender chose none. */
    String sentKey() {
        return key.equals(path) ? "" : key;
    }
}
