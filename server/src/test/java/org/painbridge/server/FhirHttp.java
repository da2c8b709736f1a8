package org.painbridge.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Plain HTTP at a FHIR base: exact headers, exact bytes. Paths are relative to the base; headers are name, value, ... */
public final class FhirHttp {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    public FhirHttp(String base) {
        this.base = base;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), json(headers));
    }

    public Answer post(String path, byte[] body, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(body), json(headers));
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)), json(headers));
    }

    /** A JSON Patch unless the headers say something else. */
    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, BodyPublishers.ofString(body), typed("application/json-patch+json", headers));
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        String separator = path.isEmpty() || path.startsWith("?") ? "" : "/";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + separator + path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** FHIR JSON unless the headers say something else. */
    private static String[] json(String... headers) {
        return typed("application/fhir+json", headers);
    }

    private static String[] typed(String type, String... headers) {
        if (Arrays.asList(headers).contains("Content-Type")) {
            return headers;
        }
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return all;
    }
}
