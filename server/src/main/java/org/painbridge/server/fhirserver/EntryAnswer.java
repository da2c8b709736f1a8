package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.PreferReturnEnum;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoredResource;

/**
 * What one entry of a transaction or batch is answered.
 *
 * @param head what a request of its own would be told in headers
 * @param version that the answer is about, for the trail; null where it is about none
 * @param resource JSON of what was asked for; null for writes
 * @param outcome why the entry was refused, or that it was done where the client wants to hear it; null for nothing
 * @param noted whether the trail has it already
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to the wire; nobody compares these records.
record EntryAnswer(
        String status,
        Head head,
        @Nullable StoredResource version,
        byte @Nullable [] resource,
        @Nullable OperationOutcome outcome,
        boolean noted) {

    /** @param lastModified an instant */
    record Head(
            @Nullable String location,
            @Nullable String etag,
            @Nullable String lastModified) {
        static final Head NONE = new Head(null, null, null);

        static Head of(StoredResource version, boolean written) {
            return new Head(
                    written ? version.versionedReference() : null,
                    "W/\"" + version.version() + "\"",
                    version.updated().toString());
        }
    }

    /** Of a write that made the version, or a create that found it. */
    static EntryAnswer written(String status, StoredResource version) {
        return new EntryAnswer(status, Head.of(version, true), version, null, null, false);
    }

    /**
     * The same, of a write, with what the client prefers to be sent beside it (FHIR R4, 3.1.0.1.9).
     *
     * @param preferred null for no preference, which is as little as possible within a bundle
     */
    EntryAnswer with(@Nullable PreferReturnEnum preferred) {
        if (head.location() == null || version == null || preferred == null) {
            return this;
        }
        return switch (preferred) {
            case MINIMAL -> this;
            case REPRESENTATION -> new EntryAnswer(status, head, version, version.json(), null, noted);
            case OPERATION_OUTCOME ->
                new EntryAnswer(
                        status,
                        head,
                        version,
                        null,
                        Outcomes.success(version.versionedReference() + " is stored"),
                        noted);
        };
    }

    static EntryAnswer deleted() {
        return new EntryAnswer("204 No Content", Head.NONE, null, null, null, false);
    }

    static EntryAnswer read(StoredResource version) {
        return new EntryAnswer("200 OK", Head.of(version, false), version, version.json(), null, false);
    }

    /** The reader has this version already. */
    static EntryAnswer notModified(StoredResource version) {
        return new EntryAnswer("304 Not Modified", Head.of(version, false), version, null, null, false);
    }

    static EntryAnswer found(byte[] searchset) {
        return new EntryAnswer("200 OK", Head.NONE, null, searchset, null, false);
    }

    static EntryAnswer refused(int status, OperationOutcome outcome) {
        return new EntryAnswer(Integer.toString(status), Head.NONE, null, null, outcome, false);
    }

    /** Of an entry that was answered as a request of its own, which is in the trail by itself. */
    static EntryAnswer alone(String status, Head head, byte @Nullable [] resource, @Nullable OperationOutcome outcome) {
        return new EntryAnswer(status, head, null, resource, outcome, true);
    }

    int size() {
        return resource == null ? 0 : resource.length;
    }
}
