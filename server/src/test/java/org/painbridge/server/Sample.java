package org.painbridge.server;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Resources with names that a test gives them. They carry a tag of their own, so searches find nothing of others. */
public final class Sample {
    private static final String TAGS = "urn:painbridge:test";

    private final FhirHttp http;
    private final FhirContext context;
    private final String mark = ServerScenarios.unique();

    Sample(FhirHttp http, FhirContext context) {
        this.http = http;
        this.context = context;
    }

    /** The id that the resource of that name has. */
    public String id(String name) {
        return name + "-" + mark;
    }

    public String mark() {
        return mark;
    }

    /** Stores the resource under that name. */
    public <T extends Resource> T put(String name, T resource) {
        resource.setId(id(name));
        resource.getMeta().addTag().setSystem(TAGS).setCode(mark);
        String body = context.newJsonParser().encodeResourceToString(resource);
        Answer answer = http.put(resource.fhirType() + "/" + id(name), body);
        AnswerAssert.assertThat(answer).hasStatus(201);
        return resource;
    }

    /** The names of what a search finds among these resources, in the order of the answer. */
    public List<String> search(String type, String... namesAndValues) {
        return names(answer(type, namesAndValues).json(), "match");
    }

    public List<String> included(String type, String... namesAndValues) {
        return names(answer(type, namesAndValues).json(), "include");
    }

    public Answer answer(String type, String... namesAndValues) {
        Answer answer = http.get(url(type, namesAndValues));
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer;
    }

    public String url(String type, String... namesAndValues) {
        StringBuilder url = new StringBuilder(type + "?_tag=" + encoded(TAGS + "|" + mark));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            url.append('&').append(encoded(namesAndValues[i])).append('=').append(encoded(namesAndValues[i + 1]));
        }
        return url.toString();
    }

    /** The names of the entries of a searchset that have that search mode. */
    public List<String> names(JsonNode bundle, String mode) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("search").path("mode").asText().equals(mode)) {
                names.add(entry.path("resource").path("id").asText().replace("-" + mark, ""));
            }
        }
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
