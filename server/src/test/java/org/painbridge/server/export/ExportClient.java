package org.painbridge.server.export;

import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.Sample;

/** What a client of bulk data does: kick off, ask until it is complete, fetch the files. */
final class ExportClient {
    private static final int MOST_POLLS = 20_000;

    private final FhirHttp http;
    private final String base;

    ExportClient(FhirHttp http, String base) {
        this.http = http;
        this.base = base;
    }

    /** The path of the export. */
    String begin(String request) {
        return begun(http.get(request, "Prefer", "respond-async"));
    }

    String begun(Answer answer) {
        assertThat(answer).hasStatus(202);
        return relative(answer.header("Content-Location").orElseThrow());
    }

    JsonNode manifest(String export) {
        for (int i = 0; i < MOST_POLLS; i++) {
            Answer answer = http.get(export);
            if (answer.status() != 202) {
                assertThat(answer).hasStatus(200);
                return answer.json();
            }
            Thread.yield();
        }
        throw new AssertionError("The export does not end");
    }

    /** All lines of all files of that type, in their order. */
    List<String> lines(JsonNode manifest, String type) {
        List<String> lines = new ArrayList<>();
        for (JsonNode file : manifest.path("output")) {
            if (file.path("type").asText().equals(type)) {
                Answer answer = http.get(relative(file.path("url").asText()));
                assertThat(answer).hasStatus(200).hasHeader("Content-Type", "application/fhir+ndjson");
                List<String> own = answer.text().lines().toList();
                Assertions.assertThat(own).hasSize(file.path("count").asInt());
                lines.addAll(own);
            }
        }
        return lines;
    }

    List<String> types(JsonNode manifest) {
        return manifest.path("output").findValuesAsText("type");
    }

    /** Parameters that limit an export to the resources of a test. */
    String of(Sample sample, String... types) {
        String filters = Stream.of(types)
                .map(type -> "&_typeFilter=" + encoded(type + "?_tag=" + sample.mark()))
                .reduce("", String::concat);
        return "_type=" + String.join(",", types) + filters;
    }

    /** Of the resources in the files of that type, without what marks them as those of a test. */
    List<String> names(Sample sample, JsonNode manifest, String type) {
        return lines(manifest, type).stream()
                .map(line -> line.replaceAll(".*?\"id\":\"([^\"]*)\".*", "$1").replace("-" + sample.mark(), ""))
                .toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String relative(String url) {
        Assertions.assertThat(url).startsWith(base + "/");
        return url.substring(base.length() + 1);
    }
}
