package org.painbridge.server.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** What the server has of a round, as a search by its tag tells. */
final class Found {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String tag;

    Found(int port, String tag) {
        this.base = "http://127.0.0.1:" + port + "/fhir";
        this.tag = tag;
    }

    /** How many there are of each id, or of each identifier where ids are the server's. */
    Map<String, Integer> counts(String type, boolean byIdentifier) throws IOException, InterruptedException {
        Map<String, Integer> counts = new HashMap<>();
        pages(type, resource -> {
            JsonNode key = byIdentifier ? resource.path("identifier").path(0).path("value") : resource.path("id");
            counts.merge(key.asText(), 1, Integer::sum);
        });
        return counts;
    }

    Map<String, Integer> versions(String type) throws IOException, InterruptedException {
        Map<String, Integer> versions = new HashMap<>();
        pages(
                type,
                resource -> versions.put(
                        resource.path("id").asText(),
                        resource.path("meta").path("versionId").asInt()));
        return versions;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(path.startsWith("http") ? path : base + "/" + path);
    }

    private interface Visitor {
        void visit(JsonNode resource);
    }

    private void pages(String type, Visitor visitor) throws IOException, InterruptedException {
        String url = base + "/" + type + "?_count=1000&_tag=" + Requests.SYSTEM + "%7C" + tag;
        while (!url.isEmpty()) {
            JsonNode page = json(url);
            page.path("entry").forEach(entry -> visitor.visit(entry.path("resource")));
            url = "";
            for (JsonNode link : page.path("link")) {
                url = link.path("relation").asText().equals("next")
                        ? link.path("url").asText()
                        : url;
            }
        }
    }

    private JsonNode json(String url) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " for " + url);
        }
        return JSON.readTree(answer.body());
    }
}
