package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import ca.uhn.fhir.rest.gclient.TokenClientParam;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code GET [base]?_type=...}: several types by what they have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SystemSearchScenarios extends ServerScenarios {
    @Autowired
    private ScopedCallers callers;

    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("anna", new Patient());
        sample.put("bert", new Patient());
        sample.put("doctor", new Practitioner());
        Encounter visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        visit.getClass_().setCode("AMB");
        sample.put("visit", visit.setSubject(new Reference("Patient/" + sample.id("anna"))));
        sample.put("about", Observations.of("Patient/" + sample.id("anna")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; visit about anna bert doctor",
                "&_type=Practitioner,Patient; anna bert doctor",
                "&_type=Observation&_type=Encounter; visit about",
                "&_id={anna},{visit}; visit anna",
                "&_type=Encounter,Observation&subject=Patient/{anna}; visit about",
                "&_lastUpdated=lt1990; ''",
                "&_type=Device; ''",
            })
    void findsWhatTypesHaveInCommonPageByPage(String query, String expected) {
        String url = sample.url("", "_count", "1") + filled(query == null ? "" : query);

        List<String> found = new ArrayList<>();
        String next = url;
        while (next != null) {
            JsonNode page = http().get(next).json();
            assertThat(page.path("entry")).hasSizeLessThanOrEqualTo(1);
            found.addAll(sample.names(page, "match"));
            next = next(page);
        }

        assertThat(String.join(" ", found)).isEqualTo(expected);
        JsonNode counted = http().get(url + "&_total=accurate").json();
        assertThat(counted.path("total").asInt()).isEqualTo(found.size());
        assertThat(counted.at("/link/0/url").asText()).startsWith(base() + "?");
    }

    private String next(JsonNode page) {
        return StreamSupport.stream(page.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText().substring(base().length()))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({"_search", "Patient/{anna}/_search", "Patient/{anna}/*/_search"})
    void aFormAsksTheSame(String path) {
        Answer answer = http().send(
                        "POST",
                        filled(path) + "?_type=Patient",
                        BodyPublishers.ofString("_id=" + sample.id("anna")),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer).hasStatus(200);
        assertThat(sample.names(answer.json(), "match")).containsExactly("anna");
    }

    @Test
    void aClientThatSearchesAllResourcesFindsThem() {
        Bundle found = client().search()
                .forAllResources()
                .where(new TokenClientParam("_tag").exactly().systemAndCode("urn:painbridge:test", sample.mark()))
                .returnBundle(Bundle.class)
                .execute();

        assertThat(found.getEntry()).hasSize(5);
    }

    @Test
    void staysWithinWhatTheCallerMaySee() {
        String[] ofAnna = callers.header(AccessScope.of(
                new Grant(Set.of("Encounter", "Patient"), new Whose.Patients(Set.of(sample.id("anna"))), Set.of())));

        assertThat(sample.names(http().get(sample.url(""), ofAnna).json(), "match"))
                .containsExactly("visit", "anna");
    }

    @ParameterizedTest
    @CsvSource({
        "_type=Nonsense, invalid-search, http._type",
        "_type=Patient&code=x, unknown-search-parameter, http.code",
        "_type=Patient&_sort=_id, invalid-search, http._sort",
        "_id=x&_revinclude=Task:focus, invalid-search, http._revinclude",
        "_id=x&_cursor=MQ, invalid-search, http._cursor",
    })
    void whatItCannotHonourIsRefused(String query, String code, String place) {
        assertThat(http().get("?" + query)).isRefused(400, code).at(place);
    }

    private String filled(String text) {
        String filled = text;
        for (String name : List.of("anna", "visit")) {
            filled = filled.replace("{" + name + "}", sample.id(name));
        }
        return filled;
    }
}
