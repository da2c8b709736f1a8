package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoredResource;

/**
 * What one entry of a transaction or batch is answered.
 *
 * @param version of which ETag and time are told; null where the entry is about none
 * @param written whether the entry made {@code version}, or found it in place of a create: its location is told too
 * @param resource JSON of what was asked for; null for writes
 * @param outcome why the entry was refused; null where it was not
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to the wire; nobody compares these records.
record EntryAnswer(
        String status,
        @Nullable StoredResource version,
        boolean written,
        byte @Nullable [] resource,
        @Nullable OperationOutcome outcome) {

    static EntryAnswer written(String status, StoredResource version) {
        return new EntryAnswer(status, version, true, null, null);
    }

    static EntryAnswer deleted() {
        return new EntryAnswer("204 No Content", null, false, null, null);
    }

    static EntryAnswer read(StoredResource version) {
        return new EntryAnswer("200 OK", version, false, version.json(), null);
    }

    /** The reader has this version already. */
    static EntryAnswer notModified(StoredResource version) {
        return new EntryAnswer("304 Not Modified", version, false, null, null);
    }

    static EntryAnswer found(byte[] searchset) {
        return new EntryAnswer("200 OK", null, false, searchset, null);
    }

    static EntryAnswer refused(int status, OperationOutcome outcome) {
        return new EntryAnswer(Integer.toString(status), null, false, null, outcome);
    }

    int size() {
        return resource == null ? 0 : resource.length;
    }
}
