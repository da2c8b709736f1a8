package org.painbridge.server.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that sends ready-made bytes. Client, server and database share the machine, and
 * java.net.http costs more CPU per request than the bare server itself; this one costs a tenth of it.
 */
public final class RawConnection implements Closeable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int end;
    private int bodyStart;
    private int bodyEnd;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /** Sends a request and reads its whole answer. Returns the status. */
    public int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        end = 0;
        bodyStart = readHead();
        String head = new String(buffer, 0, bodyStart, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int from = length + "\r\ncontent-length:".length();
            int size = Integer.parseInt(
                    head.substring(from, head.indexOf("\r\n", from)).strip());
            fill(bodyStart + size);
            bodyEnd = bodyStart + size;
        } else if (head.contains("\r\ntransfer-encoding: chunked")) {
            readChunks();
        } else {
            bodyEnd = bodyStart;
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The body of the last answer. */
    String body() {
        return new String(buffer, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    /** The beginning of the body, for messages. */
    public String bodyStart() {
        String body = body();
        return body.substring(0, Math.min(500, body.length()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int readHead() throws IOException {
        int searched = 0;
        while (true) {
            for (int i = Math.max(3, searched); i < end; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                    return i + 1;
                }
            }
            searched = end;
            fill(end + 1);
        }
    }

    /** Moves the pieces together, so that the body lies in one stretch. */
    private void readChunks() throws IOException {
        int at = bodyStart;
        bodyEnd = bodyStart;
        while (true) {
            int line = at;
            while (true) {
                fill(line + 2);
                if (buffer[line] == '\r' && buffer[line + 1] == '\n') {
                    break;
                }
                line++;
            }
            int size = Integer.parseInt(new String(buffer, at, line - at, StandardCharsets.US_ASCII).strip(), 16);
            int data = line + 2;
            fill(data + size + 2);
            System.arraycopy(buffer, data, buffer, bodyEnd, size);
            bodyEnd += size;
            at = data + size + 2;
            if (size == 0) {
                return;
            }
        }
    }

    private void fill(int needed) throws IOException {
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
        while (end < needed) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw new EOFException("The server closed the connection within an answer");
            }
            end += read;
        }
    }
}
