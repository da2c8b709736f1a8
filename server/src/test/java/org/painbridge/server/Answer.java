package org.painbridge.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came back over HTTP, byte for byte. */
public record Answer(HttpResponse<byte[]> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public byte[] bytes() {
        return response.body();
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Of the first header of that name. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(bytes());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The logical id of the resource in the body. */
    public String id() {
        return json().path("id").asText();
    }
}
