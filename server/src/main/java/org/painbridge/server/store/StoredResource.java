package org.painbridge.server.store;

import java.time.Instant;

/**
 * One version of a resource as it is stored and served.
 *
 * @param json the resource as UTF-8 JSON, with its id, version and time inside; empty where this version is a delete
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes go from the database to the wire; nobody compares these records.
public record StoredResource(String type, String id, int version, Instant updated, boolean deleted, byte[] json) {

    /** {@code Type/id}, as a reference inside this server. */
    public String reference() {
        return type + "/" + id;
    }

    /** {@code Type/id/_history/version}. */
    public String versionedReference() {
        return reference() + "/_history/" + version;
    }
}
