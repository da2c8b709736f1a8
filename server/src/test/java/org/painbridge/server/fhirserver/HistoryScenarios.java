package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

abstract class HistoryScenarios extends ServerScenarios {
    private final String id = unique();
    private final String url = "Patient/" + id;
    private final String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";

    @Test
    void itComesInPagesWhoseLinksLeadThroughAllOfIt() {
        put(5);

        List<Integer> seen = new ArrayList<>();
        String next = url + "/_history?_count=2";
        while (!next.isEmpty()) {
            JsonNode page = http().get(next).json();
            assertThat(page.path("total").asInt()).isEqualTo(5);
            assertThat(page.path("entry").size()).isLessThanOrEqualTo(2);
            seen.addAll(versions(page));
            next = link(page, "next").replace(base() + "/", "");
        }

        assertThat(seen).containsExactly(5, 4, 3, 2, 1);
        assertThat(versions(http().get(url + "/_history").json())).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void anEmptyPageTellsTheTotal() {
        put(3);

        JsonNode page = http().get(url + "/_history?_count=0").json();

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("entry")).isEmpty();
        assertThat(link(page, "next")).isEmpty();
    }

    @Test
    void whatWasReplacedBeforeIsLeftOut() throws InterruptedException {
        put(2);
        Thread.sleep(5);
        Answer third = http().put(url, body);
        http().put(url, body);
        String since = third.json().at("/meta/lastUpdated").asText();

        JsonNode page = http().get(url + "/_history?_since=" + since.replace("+", "%2B"))
                .json();

        assertThat(versions(page)).containsExactly(4, 3);
        assertThat(page.path("total").asInt()).isEqualTo(2);
        JsonNode later =
                http().get(url + "/_history?_since=2100-01-01T00:00:00+05:00").json();
        assertThat(later.path("total").asInt()).isZero();
        assertThat(http().get("Patient/" + unique() + "/_history?_since=2100-01-01T00:00:00Z"))
                .isRefused(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "_count=-1, _count",
        "_count=many, _count",
        "_since=yesterday, _since",
        "_at=lt2026, _at",
        "_cursor=x, _cursor"
    })
    void aQuestionThatMakesNoSenseIsRefused(String query, String name) {
        put(1);

        assertThat(http().get(url + "/_history?" + query))
                .isRefused(400, "invalid-search")
                .at("http." + name);
    }

    @Test
    void everyVersionSaysHowItCameAbout() {
        http().put(url, body);
        http().put(url, body);
        http().delete(url);
        http().put(url, body);

        assertThat(interactions(http().get(url + "/_history").json()))
                .containsExactly(
                        "PUT " + url + " 201", "DELETE " + url + " 204", "PUT " + url + " 200", "PUT " + url + " 201");
        assertThat(interactions(http().get(url + "/_history?_count=1").json())).containsExactly("PUT " + url + " 201");
        Answer posted = http().post("Patient", "{\"resourceType\":\"Patient\"}");
        assertThat(interactions(
                        http().get("Patient/" + posted.id() + "/_history").json()))
                .containsExactly("POST Patient 201");
    }

    @Test
    void noVersionIsLostOrRepeatedWhileOthersWrite() throws Exception {
        put(1);
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(() -> put(100));
            while (!writing.isDone()) {
                JsonNode page = http().get(url + "/_history?_count=200").json();
                int total = page.path("total").asInt();

                assertThat(versions(page))
                        .isEqualTo(IntStream.iterate(total, version -> version - 1)
                                .limit(total)
                                .boxed()
                                .toList());
            }
            writing.get();
        }
    }

    private void put(int times) {
        for (int i = 0; i < times; i++) {
            http().put(url, body);
        }
    }

    private static List<Integer> versions(JsonNode page) {
        List<Integer> versions = new ArrayList<>();
        page.path("entry")
                .forEach(entry ->
                        versions.add(entry.at("/resource/meta/versionId").asInt()));
        return versions;
    }

    private static List<String> interactions(JsonNode page) {
        List<String> interactions = new ArrayList<>();
        page.path("entry")
                .forEach(entry -> interactions.add(entry.at("/request/method").asText() + " "
                        + entry.at("/request/url").asText() + " "
                        + entry.at("/response/status").asText()));
        return interactions;
    }

    private static String link(JsonNode page, String relation) {
        for (JsonNode link : page.path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        return "";
    }
}
