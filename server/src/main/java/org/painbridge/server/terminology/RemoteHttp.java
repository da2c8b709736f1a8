package org.painbridge.server.terminology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to the FHIR base of another server, each within a time and a size. Redirects are not followed. */
final class RemoteHttp {
    private static final int MOST_BYTES = 16 << 20;

    private final String base;
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout of a connection, and of a whole request */
    RemoteHttp(String base, Duration timeout) {
        this.base = base.endsWith("/") ? base : base + "/";
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a parser; nobody compares these records.
    record Response(int status, byte[] body) {}

    /**
     * @param body of a POST; null for a GET
     * @throws IOException where there is no whole answer in time, or one that says that the server cannot answer now
     */
    Response send(String path, @Nullable String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/fhir+json")
                .header("User-Agent", "PainBridge");
        if (body != null) {
            request.header("Content-Type", "application/fhir+json").POST(BodyPublishers.ofString(body));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(
                request.build(), BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(more -> append(more, bytes))));
        int status = await(sent).statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException("HTTP status " + status);
        }
        return new Response(status, bytes.toByteArray());
    }

    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> sent)
            throws IOException, InterruptedException {
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout, e);
        } finally {
            sent.cancel(true);
        }
    }

    private static void append(byte[] more, ByteArrayOutputStream bytes) {
        if (bytes.size() + more.length > MOST_BYTES) {
            throw new IllegalStateException("The answer is larger than " + MOST_BYTES + " bytes");
        }
        bytes.writeBytes(more);
    }
}
