package org.painbridge.server.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.painbridge.server.store.StoredResource;

/**
 * Lines of a file.
 *
 * @param bytes the size of the lines without compression
 * @param body the lines, packed with gzip
 */
@SuppressWarnings("ArrayRecordComponent") // On its way to the database; nobody compares these records.
record ExportChunk(int resources, long bytes, byte[] body) {

    /** The resources as they are stored: their JSON has no line breaks. */
    static ExportChunk of(List<StoredResource> resources) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        long bytes = 0;
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (StoredResource stored : resources) {
                out.write(stored.json());
                out.write('\n');
                bytes += stored.json().length + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return new ExportChunk(resources.size(), bytes, packed.toByteArray());
    }
}
