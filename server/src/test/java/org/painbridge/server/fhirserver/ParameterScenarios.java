package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** Parameters that nobody would look at, and places of what a body has wrong. */
abstract class ParameterScenarios extends ServerScenarios {
    private final String id = unique();
    private final String url = "Patient/" + id;
    private final String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";

    @BeforeEach
    void store() {
        http().put(url, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?_summary=foo; _summary",
                "?_format=bogus; _format",
                "?_format=ttl; _format",
                "?_format=text/turtle; _format",
                "?_pretty=maybe; _pretty",
                "?_count=1; _count",
                "?active=true; active",
                "/_history?_list=42; _list",
                "/_history?family=x; family",
                "/_history/1?_since=2026-01-01T00:00:00Z; _since",
            })
    void aParameterThatNobodyWouldLookAtIsRefused(String rest, String name) {
        assertThat(http().get(url + rest))
                .isRefused(400, "unsupported-parameter")
                .at("http." + name);
        assertThat(http().get(url + rest, "Prefer", "handling=lenient")).hasStatus(200);
    }

    @Test
    void writesTakeNoParametersOfSearches() {
        assertThat(http().put(url + "?family=x", body)).isRefused(400, "unsupported-parameter");
        assertThat(http().post("Patient?family=x", body)).isRefused(400, "unsupported-parameter");
        assertThat(http().delete(url + "?family=x")).isRefused(400, "unsupported-parameter");
        assertThat(http().get(url)).hasStatus(200).hasHeader("ETag", "W/\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_summary=foo", "_format=bogus", "_pretty=maybe"})
    void aLenientSearchSaysWhatItLeftOut(String parameter) {
        assertThat(http().get("Patient?_id=" + id + "&" + parameter)).isRefused(400, "unsupported-parameter");

        Answer answer = http().get("Patient?_id=" + id + "&" + parameter, "Prefer", "handling=lenient");

        assertThat(answer).hasStatus(200);
        JsonNode outcome = answer.json().at("/entry/1");
        assertThat(outcome.at("/search/mode").asText()).isEqualTo("outcome");
        assertThat(outcome.at("/resource/issue/0/diagnostics").asText())
                .contains(parameter.split("=")[0]);
        assertThat(answer.json().at("/link/0/url").asText())
                .doesNotContain(parameter.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_format=json",
                "_format=application/fhir%2Bjson",
                "_format=application/fhir+json",
                "_summary=data"
            })
    void whatIsServedIsServed(String parameter) {
        assertThat(http().get(url + "?" + parameter)).hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "subject:banana; Patient/1",
                "subject:banana; 1",
                "subject:exact; x|1",
                "focus:banana; Patient/1",
                "subject:Group; Patient/1",
            })
    void aModifierThatReferencesDoNotHaveIsRefused(String name, String value) {
        assertThat(http().get("Observation?" + name + "=" + value.replace("|", "%7C")))
                .isRefused(400, "invalid-search")
                .at("http." + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject:Practitioner.name",
                "patient:Practitioner.name",
                "encounter:Patient.name",
                "subject:Patient.organization:Patient.name"
            })
    void aChainToATypeThatTheReferenceNeverLeadsToIsRefused(String name) {
        assertThat(http().get("Observation?" + name + "=x"))
                .isRefused(400, "invalid-search")
                .saying("not to");
        assertThat(http().get("Observation?focus:Practitioner.name=x&subject:Device.type=x"))
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject:Practitioner.name=x", "subject=Practitioner/1"})
    void whereAReferenceMayLeadIsSaidInOneOrder(String query) {
        assertThat(http().get("Observation?" + query))
                .isRefused(400, "invalid-search")
                .saying("refers to Device, Group, Location, Patient, not to Practitioner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"resourceType\":\"Patient\",\"contact\":[{\"name\":{\"famly\":\"x\"}}]}; malformed-resource; contact[0].name.famly",
                "{\"resourceType\":\"Patient\",\"contact\":[{},{\"name\":; malformed-json; contact[1].name",
                "{\"resourceType\":\"Patient\",\"contact\":[{\"gender\":\"male\",\"gender\":\"male\"}]}; duplicate-json-key; contact[0].gender",
                "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1e999}}; number-out-of-range; valueQuantity.value",
            })
    void whatABodyHasWrongIsShownWithItsPlace(String broken, String code, String place) {
        assertThat(http().post("Patient", broken)).isRefused(400, code).at(place);
    }
}
