package org.painbridge.server.fhirserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What came back over a plain connection, for requests that no client of Java would send. */
record RawAnswer(int status, String head, String body) {

    /** @throws IOException where the server is silent for longer than that */
    static RawAnswer to(byte[] request, String host, int port, Duration patience) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout((int) patience.toMillis());
            // A server that refuses the head does not wait for the body.
            Thread writer = Thread.ofVirtual().start(() -> write(socket, request));
            byte[] bytes = socket.getInputStream().readAllBytes();
            writer.interrupt();
            return of(bytes);
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
        } catch (IOException e) {
            // The answer, or its absence, is what the test looks at.
            return;
        }
    }

    private static RawAnswer of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            throw new AssertionError("No answer: " + text);
        }
        String head = text.substring(0, end);
        boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        byte[] body = text.substring(end + 4).getBytes(StandardCharsets.UTF_8);
        return new RawAnswer(
                Integer.parseInt(text.substring(9, 12)),
                head,
                new String(chunked ? joined(body) : body, StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] chunks) {
        var whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < chunks.length) {
            int line = at;
            while (chunks[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(chunks, at, line - at, StandardCharsets.US_ASCII).strip(), 16);
            whole.write(chunks, line + 2, length);
            at = line + 2 + length + 2;
        }
        return whole.toByteArray();
    }
}
