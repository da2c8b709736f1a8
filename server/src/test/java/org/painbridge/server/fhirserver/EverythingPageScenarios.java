package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;

/** The pages of {@code $everything}. */
abstract class EverythingPageScenarios extends PatientsRecordScenarios {
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "9", "10"})
    void thePagesJoinToTheWhole(String count) {
        Walk walk = walk("_count=" + count);

        assertThat(walk.matches).containsExactlyInAnyOrder(OWN);
        assertThat(walk.included).contains("clinic", "practice", "doctor", "role", "drug", "scanner");
        assertThat(walk.largest).isEqualTo(Integer.parseInt(count));
    }

    @Test
    void aPageHasTheNumberThatSearchesHaveUnlessAnotherIsAskedFor() {
        Sample own = sample();
        own.put("carl", new Patient());
        for (int i = 0; i < 24; i++) {
            Observation weight = weight("2024-01-01");
            weight.setSubject(new Reference("Patient/" + own.id("carl")));
            own.put("w" + i, weight);
        }
        String url = "Patient/" + own.id("carl") + "/$everything";

        assertThat(own.names(http().get(url).json(), "match")).hasSize(20);
        assertThat(own.names(http().get(url + "?_count=100000").json(), "match"))
                .hasSize(25);
    }

    @ParameterizedTest
    @CsvSource({
        "'Observation,Encounter', 'weight-2024,weight-2025,weight-undated,visit,stay', ''",
        "CarePlan, plan, ''",
        "'CarePlan,Practitioner', plan, doctor",
        "Medication, '', drug"
    })
    void onlyTheTypesThatAreAskedForAreThere(String types, String matches, String included) {
        Walk walk = walk("_count=3&_type=" + types);

        assertThat(walk.matches).containsExactlyInAnyOrder(names(matches));
        assertThat(walk.included).containsOnly(names(included));
    }

    @Test
    void theQuestionMayBePosted() {
        Parameters parameters = new Parameters();
        parameters.addParameter("_type", "Observation");
        parameters.addParameter().setName("_count").setValue(new IntegerType(2));

        Answer answer = http().post("Patient/" + sample.id("ann") + "/$everything", json(parameters));

        assertThat(answer).hasStatus(200);
        assertThat(sample.names(answer.json(), "match")).hasSize(2);
        assertThat(next(answer.json()).orElseThrow()).contains("_type=Observation", "_count=2", "_cursor=");
        assertThat(sample.names(http().get(next(answer.json()).orElseThrow()).json(), "match"))
                .hasSize(1);
    }

    @Test
    void aDamagedPageLinkIsRefused() {
        String next = next(everything("_count=1").json()).orElseThrow();
        String cursor = next.substring(next.indexOf("_cursor=") + 8);

        for (String query : List.of("_cursor=x", "_cursor=", "_type=Observation&_cursor=" + cursor)) {
            assertThat(http().get("Patient/" + sample.id("ann") + "/$everything?" + query))
                    .isRefused(400, "invalid-search")
                    .at("http._cursor");
        }
    }

    private record Walk(List<String> matches, List<String> included, int largest) {}

    /** All pages, with a write between each two. */
    private Walk walk(String query) {
        List<String> matches = new ArrayList<>();
        List<String> included = new ArrayList<>();
        int largest = 0;
        Optional<String> next = Optional.of("Patient/" + sample.id("ann") + "/$everything?" + query);
        while (next.isPresent()) {
            JsonNode page = http().get(next.get()).json();
            matches.addAll(sample.names(page, "match"));
            included.addAll(sample.names(page, "include"));
            largest = Math.max(largest, sample.names(page, "match").size());
            next = next(page);
            http().put(
                            "Patient/" + sample.id("bob"),
                            json(new Patient().setActive(true).setId(sample.id("bob"))));
        }
        return new Walk(matches, included, largest);
    }

    private Optional<String> next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                assertThat(link.path("url").asText()).startsWith(base() + "/Patient/");
                return Optional.of(link.path("url").asText().substring(base().length() + 1));
            }
        }
        return Optional.empty();
    }

    private static String[] names(String names) {
        return names.isEmpty() ? new String[0] : names.split(",");
    }
}
