package org.painbridge.server.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.painbridge.server.store.StoreProblem;

/** Sends a file of an export, a chunk at a time, so that neither memory nor a connection to the database waits for the client. */
final class ExportDownload {
    private final Exports exports;

    ExportDownload(Exports exports) {
        this.exports = exports;
    }

    /** @throws StoreProblem.NotFound where the export has no such file, or not all of it yet */
    void send(ExportJob job, String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExportFile file = exports.files(job.id()).stream()
                .filter(each ->
                        job.state() == ExportJob.State.COMPLETED && each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreProblem.NotFound("The file " + name + " of the export " + job.id()));
        boolean gzip = acceptsGzip(request);
        response.setContentType("application/fhir+ndjson");
        response.setHeader("Vary", "Accept-Encoding");
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        } else {
            response.setContentLengthLong(file.bytes());
        }
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        OutputStream out = response.getOutputStream();
        if (gzip) {
            // The chunks one behind the other would be gzip too, but in members, which some clients read the first of.
            GZIPOutputStream packed = new GZIPOutputStream(out, 8192);
            write(job, file, packed);
            packed.finish();
        } else {
            write(job, file, out);
        }
    }

    private void write(ExportJob job, ExportFile file, OutputStream out) throws IOException {
        for (int i = 0; i < file.chunks(); i++) {
            byte[] chunk = exports.chunk(job.id(), file, i)
                    .orElseThrow(() -> new IOException("The export was taken away while it was sent"));
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(chunk), 8192)) {
                in.transferTo(out);
            }
        }
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Accept-Encoding")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("(?i)gzip(;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?"));
    }
}
