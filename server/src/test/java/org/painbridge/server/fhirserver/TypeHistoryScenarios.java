package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.SupplyDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** Other tests write at the same time, so these look at versions of their own. */
abstract class TypeHistoryScenarios extends ServerScenarios {
    private static final String TYPE = "SupplyDelivery";

    private final String mark = unique();

    @Test
    void theVersionsOfATypeComeTheNewestFirstInPages() throws InterruptedException {
        String since = write(TYPE, "a");
        write(TYPE, "b");
        write(TYPE, "a");
        write("Patient", "c");
        http().delete(TYPE + "/b-" + mark);

        assertThat(walk(TYPE + "/_history?_count=1&_since=" + since))
                .containsExactly("DELETE 204 b 2", "PUT 200 a 2", "PUT 201 b 1", "PUT 201 a 1");
        assertThat(walk(TYPE + "/_history?_count=3&_since=" + since)).hasSize(4);
    }

    @Test
    void theVersionsOfTheServerAreThoseOfAllItsTypes() throws InterruptedException {
        String since = write(TYPE, "a");
        write("Patient", "b");
        write(TYPE, "a");
        http().delete("Patient/b-" + mark);

        assertThat(walk("_history?_count=2&_since=" + since))
                .containsExactly("DELETE 204 b 2", "PUT 200 a 2", "PUT 201 b 1", "PUT 201 a 1");
    }

    @Test
    void anEntryIsTheSameAsInTheHistoryOfItsResource() throws InterruptedException {
        String since = write(TYPE, "a");
        write(TYPE, "a");
        http().delete(TYPE + "/a-" + mark);
        JsonNode ofResource =
                http().get(TYPE + "/a-" + mark + "/_history").json().path("entry");

        List<JsonNode> ofType =
                own(http().get(TYPE + "/_history?_count=200&_since=" + since).json());
        List<JsonNode> ofServer =
                own(http().get("_history?_count=200&_since=" + since).json());

        assertThat(ofResource).hasSize(3);
        assertThat(ofType).containsExactlyElementsOf(ofResource);
        assertThat(ofServer).containsExactlyElementsOf(ofResource);
        assertThat(ofType.getFirst().has("resource")).isFalse();
    }

    @Test
    void versionsOfOneMomentAreAllShownOnce() throws InterruptedException {
        String since = write(TYPE, "before");
        BundleEntryComponent[] entries = IntStream.range(0, 7)
                .mapToObj(i -> Entries.put(i + "-" + mark, new SupplyDelivery()))
                .toArray(BundleEntryComponent[]::new);
        assertThat(http().post("", json(Entries.transaction(entries)))).hasStatus(200);

        List<String> seen = walk(TYPE + "/_history?_count=2&_since=" + since);

        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
        assertThat(walk("_history?_count=3&_since=" + since)).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void noVersionIsLostOrRepeatedWhileOthersWrite() throws Exception {
        String since = write(TYPE, "a");
        for (int i = 0; i < 12; i++) {
            write(TYPE, i % 2 == 0 ? "b" : "a");
        }
        List<String> before = walk(TYPE + "/_history?_count=200&_since=" + since);
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing =
                    writer.submit(() -> IntStream.range(0, 60).forEach(i -> put("ab".substring(i % 2, i % 2 + 1))));
            List<String> seen = walk(TYPE + "/_history?_count=2&_since=" + since);

            assertThat(seen).doesNotHaveDuplicates().endsWith(before.toArray(String[]::new));
            writing.get();
        }
    }

    @Test
    void theTotalIsToldWhereItIsKnownOrAskedFor() throws InterruptedException {
        String since = write(TYPE, "a");
        write(TYPE, "a");

        for (String url : List.of(TYPE + "/_history?_since=" + since, "_history?_since=" + since)) {
            JsonNode first = http().get(url + "&_count=1").json();
            JsonNode counted = http().get(url + "&_count=0").json();

            assertThat(first.has("total")).isFalse();
            assertThat(counted.path("total").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(counted.has("entry")).isFalse();
            assertThat(link(counted, "next")).isEmpty();
            assertThat(http().get(url + "&_summary=count").json().path("total").asInt())
                    .isGreaterThanOrEqualTo(2);
        }
        JsonNode none =
                http().get(TYPE + "/_history?_since=2100-01-01T00:00:00Z").json();
        assertThat(none.path("total").asInt(-1)).isZero();
        assertThat(none.has("entry")).isFalse();
        assertThat(none.path("type").asText()).isEqualTo("history");
    }

    @Test
    void aPageIsAnsweredInXmlToo() throws InterruptedException {
        String since = write(TYPE, "a");

        Answer answer = http().get(TYPE + "/_history?_since=" + since, "Accept", "application/fhir+xml");

        assertThat(answer).hasStatus(200);
        assertThat(answer.text()).startsWith("<Bundle").contains("a-" + mark, "<method value=\"PUT\"/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_count=-1",
                "_count=many",
                "_since=yesterday",
                "_since=2026-13-01T00:00:00Z",
                "_since=%2B999999999-01-01T00:00:00Z",
                "_at=yesterday",
                "_at=ge2026",
                "_at=2026-13",
                "_at=%2B999999999-01-01T00:00:00Z",
                "_cursor=x",
                "_cursor=3"
            })
    void aQuestionThatMakesNoSenseIsRefused(String query) {
        String name = query.substring(0, query.indexOf('='));

        for (String of : List.of("_history?", TYPE + "/_history?")) {
            assertThat(http().get(of + query)).isRefused(400, "invalid-search").at("http." + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\u0001-\u0001-", "1\u0001l1", "1\u0001l1\u0001tYQ", "x\u0001l1\u0001l1"})
    void aDamagedPageLinkIsRefused(String cursor) {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));

        assertThat(http().get("_history?_cursor=" + encoded))
                .isRefused(400, "invalid-search")
                .at("http._cursor");
    }

    @Test
    void whatIsNoParameterOfAHistoryIsRefused() {
        assertThat(http().get("_history?name=x"))
                .isRefused(400, "unsupported-parameter")
                .at("http.name");
        assertThat(http().get(TYPE + "/_history?_list=42")).isRefused(400, "unsupported-parameter");
        assertThat(http().get("Account/_history")).isRefused(404, "unknown-resource-type");
    }

    /** @return when, for {@code _since} */
    private String write(String type, String name) throws InterruptedException {
        Thread.sleep(3); // So that what is written next is later.
        Answer answer = http().put(
                        type + "/" + name + "-" + mark,
                        "{\"resourceType\":\"" + type + "\",\"id\":\"" + name + "-" + mark + "\"}");
        return answer.json().at("/meta/lastUpdated").asText().replace("+", "%2B");
    }

    private void put(String name) {
        String id = name + "-" + mark;
        http().put(TYPE + "/" + id, "{\"resourceType\":\"" + TYPE + "\",\"id\":\"" + id + "\"}");
    }

    /** Own versions on this page and all behind it, as method, status, name and version. */
    private List<String> walk(String first) {
        List<String> seen = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Answer page = http().get(next);
            assertThat(page).hasStatus(200);
            own(page.json()).forEach(entry -> seen.add(summary(entry)));
            next = link(page.json(), "next").replace(base() + "/", "");
        }
        return seen;
    }

    private String summary(JsonNode entry) {
        String name = entry.path("fullUrl").asText().replaceAll(".*/|-" + mark, "");
        return entry.at("/request/method").asText() + " "
                + entry.at("/response/status").asText() + " " + name + " "
                + entry.at("/response/etag").asText().replaceAll("\\D", "");
    }

    private List<JsonNode> own(JsonNode page) {
        List<JsonNode> own = new ArrayList<>();
        page.path("entry").forEach(entry -> {
            if (entry.path("fullUrl").asText().endsWith(mark)) {
                own.add(entry);
            }
        });
        return own;
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
