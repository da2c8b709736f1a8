package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagingScenarios extends ServerScenarios {
    private static final int MANY = 23;
    private Sample sample;

    @BeforeAll
    void store() {
        sample = many();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_id", "family", "-family", "birthdate", "-birthdate", "birthdate,-family", "_lastUpdated"})
    void thePagesOfASortedSearchJoinToTheWhole(String sort) {
        List<String> whole = sample.search("Patient", "_sort", sort, "_count", "100");

        List<String> paged = pages(sample, sample.url("Patient", "_sort", sort, "_count", "4"), () -> {});

        assertThat(whole).hasSize(MANY);
        assertThat(paged).containsExactlyElementsOf(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "birthdate", "-birthdate", "family"})
    void nothingIsLostOrRepeatedWhileOthersWrite(String sort) {
        Sample own = many();
        List<String> before = own.search("Patient", "_count", "100");
        String url = own.url("Patient", "_count", "4") + (sort.isEmpty() ? "" : "&_sort=" + sort);
        int[] writes = {0};

        List<String> paged = pages(own, url, () -> {
            own.put("new" + writes[0]++, person(writes[0]));
            own.put("newer" + writes[0]++, new Patient());
        });

        assertThat(paged).containsAll(before).doesNotHaveDuplicates();
        assertThat(writes[0]).isGreaterThan(8);
    }

    @Test
    void deletedMatchesAreLeftOutAndHideNoOther() {
        Sample own = many();
        List<String> before = own.search("Patient", "_count", "100");
        List<String> toDelete = new ArrayList<>(before.subList(0, 8));

        List<String> paged = pages(own, own.url("Patient", "_count", "4"), () -> {
            if (!toDelete.isEmpty()) {
                http().delete("Patient/" + own.id(toDelete.removeFirst()));
            }
        });

        assertThat(paged).containsAll(before.subList(8, MANY)).doesNotHaveDuplicates();
    }

    @Test
    void theTotalIsToldWhenAskedForOrKnownAnyway() {
        assertThat(total("_count", "4")).isEmpty();
        assertThat(total("_count", "4", "_total", "none")).isEmpty();
        assertThat(total("_count", "4", "_total", "accurate")).isEqualTo("23");
        assertThat(total("_count", "4", "_total", "estimate")).isEqualTo("23");
        assertThat(total("_count", "100")).isEqualTo("23");
        assertThat(total("_count", "0")).isEqualTo("23");
        assertThat(total("_summary", "count")).isEqualTo("23");
    }

    @Test
    void aPageHasAtMostWhatIsAskedForAndAllowed() {
        assertThat(sample.search("Patient")).hasSize(20);
        assertThat(sample.search("Patient", "_count", "3")).hasSize(3);
        assertThat(sample.search("Patient", "_count", "0")).isEmpty();
        assertThat(sample.search("Patient", "_count", "1000000")).hasSize(MANY);
        assertThat(sample.answer("Patient", "_count", "1000000").json().path("link"))
                .hasSize(1);
    }

    @Test
    void theSelfLinkAsksTheSameAgain() {
        JsonNode first =
                sample.answer("Patient", "_count", "3", "_sort", "-family").json();

        Answer again = http().get(relative(link(first, "self").orElseThrow()));

        assertThat(sample.names(again.json(), "match")).isEqualTo(sample.names(first, "match"));
    }

    @Test
    void aDamagedPageLinkIsRefused() {
        JsonNode first =
                sample.answer("Patient", "_count", "3", "_sort", "-family").json();
        String next = relative(link(first, "next").orElseThrow());
        String cursor = next.substring(next.indexOf("_cursor=") + 8);

        assertThat(http().get("Patient?_cursor=" + cursor))
                .isRefused(400, "invalid-search")
                .at("http._cursor");
        assertThat(http().get("Patient?_cursor=!!"))
                .isRefused(400, "invalid-search")
                .saying("start the search again");
        assertThat(http().get("Patient?_sort=birthdate&_cursor=" + cursor)).isRefused(400, "invalid-search");
    }

    private String total(String... parameters) {
        return sample.answer("Patient", parameters).json().path("total").asText();
    }

    private Sample many() {
        Sample many = sample();
        for (int i = 0; i < MANY; i++) {
            many.put("p" + i, person(i));
        }
        return many;
    }

    /** Names and dates repeat and are missing now and then, so that sort keys tie. */
    private static Patient person(int number) {
        Patient patient = new Patient();
        if (number % 4 != 0) {
            patient.setBirthDateElement(new DateType((1950 + number % 3) + "-01-01"));
        }
        if (number % 5 != 0) {
            patient.addName().setFamily("Paged" + number % 6);
        }
        return patient;
    }

    private List<String> pages(Sample of, String url, Runnable between) {
        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.of(url);
        while (next.isPresent()) {
            Answer page = http().get(next.get());
            assertThat(page).hasStatus(200);
            names.addAll(of.names(page.json(), "match"));
            next = link(page.json(), "next").map(this::relative);
            if (names.size() < 2 * MANY) {
                between.run();
            }
        }
        return names;
    }

    private static Optional<String> link(JsonNode bundle, String relation) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return Optional.of(link.path("url").asText());
            }
        }
        return Optional.empty();
    }

    private String relative(String url) {
        assertThat(url).startsWith(base() + "/");
        return url.substring(base().length() + 1);
    }
}
