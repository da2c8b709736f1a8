package org.painbridge.server.export;

/**
 * A file of an export, or what there is of it so far.
 *
 * @param chunks of how many parts it consists
 * @param bytes its size without compression
 * @param stored its size in the database
 */
record ExportFile(int number, String type, long resources, int chunks, long bytes, long stored) {

    static ExportFile begin(int number, String type) {
        return new ExportFile(number, type, 0, 0, 0, 0);
    }

    ExportFile with(ExportChunk chunk) {
        return new ExportFile(
                number,
                type,
                resources + chunk.resources(),
                chunks + 1,
                bytes + chunk.bytes(),
                stored + chunk.body().length);
    }

    /** Behind the URL of the export. */
    String name() {
        return number + "-" + type + ".ndjson";
    }
}
