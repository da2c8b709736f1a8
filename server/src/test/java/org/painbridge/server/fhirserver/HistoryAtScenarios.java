package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code _at}: the versions that were current at some point of a time (FHIR R4, RESTful API, history). */
abstract class HistoryAtScenarios extends ServerScenarios {
    private static final String TYPE = "SupplyDelivery";
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final String id = unique();
    private final String url = TYPE + "/" + id;
    private final List<Instant> written = new ArrayList<>();

    /** Versions 1 and 2, a delete, and version 4, each at a moment of its own. */
    @BeforeEach
    void write() {
        put(url);
        written.add(moment());
        put(url);
        written.add(moment());
        http().delete(url);
        written.add(moment());
        put(url);
        written.add(moment());
    }

    @Test
    void atTheMomentItIsWrittenAVersionIsCurrentAndTheOneBeforeNoMore() {
        assertThat(at(written.get(0))).containsExactly(1);
        assertThat(at(written.get(1))).containsExactly(2);
        assertThat(at(written.get(2))).as("deleted").containsExactly(3);
        assertThat(at(written.get(3))).containsExactly(4);
    }

    @Test
    void untilItIsReplacedAVersionStaysCurrent() {
        for (int version = 2; version <= 4; version++) {
            assertThat(at(written.get(version - 1).minusMillis(1))).containsExactly(version - 1);
        }
    }

    @Test
    void beforeTheFirstThereIsNoneAndTheLastIsCurrentForEver() {
        assertThat(at(written.getFirst().minusMillis(1))).isEmpty();
        assertThat(at(Instant.parse("2100-01-01T00:00:00Z"))).containsExactly(4);
        JsonNode none = http().get(url + "/_history?_at=1990").json();
        assertThat(none.path("total").asInt(-1)).isZero();
        assertThat(http().get(TYPE + "/" + unique() + "/_history?_at=1990")).isRefused(404, "not-found");
    }

    @Test
    void ofALongerTimeAllVersionsAreCurrentAtSomePoint() {
        int year = written.getFirst().atZone(ZoneId.of("America/Toronto")).getYear();

        for (String of : List.of(url + "/_history", TYPE + "/_history", "_history")) {
            assertThat(walk(of + "?_at=" + year + "&_since=" + written.getFirst()))
                    .as(of)
                    .containsExactly(4, 3, 2, 1);
        }
    }

    @Test
    void itGoesWithSinceAndInPages() {
        String query = "?_count=1&_since=" + written.get(1) + "&_at="
                + written.get(3).toString().substring(0, 10);

        for (String of : List.of(url + "/_history", TYPE + "/_history", "_history")) {
            assertThat(walk(of + query)).as(of).startsWith(4).doesNotContain(1).doesNotHaveDuplicates();
        }
        JsonNode page = http().get(url + "/_history?_count=1&_at=" + exact(written.get(1)))
                .json();
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.at("/link/0/url").asText()).contains("_at=");
    }

    @Test
    void theNumberAloneIsThatOfTheTime() {
        String query = "?_count=0&_at=" + exact(written.get(1)) + "&_since=" + written.get(0);

        assertThat(http().get(url + "/_history" + query).json().path("total").asInt())
                .isEqualTo(1);
        assertThat(http().get(TYPE + "/_history" + query).json().path("total").asInt())
                .isPositive();
    }

    /** The same in the history of the resource, of its type and of the server. */
    /** With thousandths of a second also where they are 0: without, it would be a whole second. */
    private static String exact(Instant moment) {
        return MILLIS.format(moment);
    }

    private List<Integer> at(Instant moment) {
        String query = "/_history?_count=200&_at=" + exact(moment);
        List<Integer> versions = walk(url + query);
        assertThat(walk(TYPE + query)).isEqualTo(versions);
        assertThat(walk(query.substring(1) + "&_since=" + written.getFirst())).isEqualTo(versions);
        return versions;
    }

    /** Versions of the resource on this page and all behind it. */
    private List<Integer> walk(String first) {
        List<Integer> versions = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Answer page = http().get(next);
            assertThat(page).hasStatus(200);
            for (JsonNode entry : page.json().path("entry")) {
                if (entry.path("fullUrl").asText().endsWith(id)) {
                    versions.add(
                            Integer.valueOf(entry.at("/response/etag").asText().replaceAll("\\D", "")));
                }
            }
            next = page.json().at("/link/1/url").asText().replace(base() + "/", "");
        }
        return versions;
    }

    private Answer put(String where) {
        return http().put(
                        where,
                        "{\"resourceType\":\"" + TYPE + "\",\"id\":\"" + where.substring(TYPE.length() + 1) + "\"}");
    }

    /** When the newest version was written; writes elsewhere until the server's clock has moved on. */
    private Instant moment() {
        Instant newest = time(http().get(url + "/_history?_count=1").json().at("/entry/0/response/lastModified"));
        Instant now = newest;
        while (!now.isAfter(newest)) {
            now = time(put(TYPE + "/clock-" + id.substring(0, 8)).json().at("/meta/lastUpdated"));
        }
        return newest;
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }
}
