package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code CodeSystem/$lookup}; docs/operations/lookup.md. */
abstract class LookupScenarios extends ServerScenarios {
    private static final String ERRORS = "https://painbridge.example/fhir/CodeSystem/error-code";
    private static final String MOOD = "http://terminology.hl7.org/CodeSystem/v3-ActMood";

    @Test
    void aCodeOfOursComesWithNameDefinitionAndProperties() {
        Answer answer = lookup("system=" + ERRORS + "&code=conflict");

        assertThat(answer).hasStatus(200);
        assertThat(value(answer, "name")).isEqualTo("ErrorCode");
        assertThat(value(answer, "version")).isEqualTo("0.1.0");
        assertThat(value(answer, "display")).isEqualTo("Conflict with another request");
        assertThat(properties(answer, "definition")).hasSize(1);
        assertThat(properties(answer, "http-status")).containsExactly("409");
        assertThat(answer.text()).contains("HTTP status of the answer");
    }

    @Test
    void aCodeOfR4ComesWithWhatIsAboveAndBelow() {
        Answer answer = lookup("system=" + MOOD + "&code=INT");

        assertThat(properties(answer, "parent")).hasSize(1);
        assertThat(properties(answer, "child")).contains("_ActMoodDesire", "PRMS");
    }

    @Test
    void onlyThePropertiesThatAreAskedForAreAnswered() {
        Answer answer = lookup("system=" + MOOD + "&code=INT&property=child");

        assertThat(properties(answer, "child")).isNotEmpty();
        assertThat(properties(answer, "parent")).isEmpty();
        assertThat(properties(answer, "definition")).isEmpty();
        assertThat(value(answer, "display")).isNotBlank();
    }

    @Test
    void namesComeInTheLanguageThatIsAskedFor() {
        String patient = "system=http://hl7.org/fhir/resource-types&code=Patient";

        Answer french = lookup(patient + "&displayLanguage=fr&property=lang.es");

        assertThat(value(lookup(patient), "display")).isEqualTo("Patient");
        assertThat(value(french, "display")).isEqualTo("Patient");
        assertThat(french.text()).contains("Paciente").doesNotContain("Paziente");
    }

    @Test
    void aUnitAndACountryAreKnown() {
        assertThat(value(lookup("system=http://unitsofmeasure.org&code=mg/d"), "display"))
                .contains("milligram", "day");
        assertThat(value(lookup("system=urn:iso:std:iso:3166&code=CA"), "display"))
                .isEqualTo("Canada");
        assertThat(value(lookup("system=urn:ietf:bcp:47&code=fr-CA"), "display"))
                .contains("French");
    }

    @Test
    void aCodingIsLookedUp() {
        Parameters body = new Parameters();
        body.addParameter("coding", new Coding(ERRORS, "conflict", null));

        Answer answer = http().post("CodeSystem/$lookup", json(body));

        assertThat(value(answer, "name")).isEqualTo("ErrorCode");
    }

    @ParameterizedTest
    @CsvSource({
        "system=http://hl7.org/fhir/administrative-gender&code=man, unknown-code, man",
        "system=http://snomed.info/sct&code=279039007, unknown-code-system, http://snomed.info/sct",
        "system=http://hl7.org/fhir/administrative-gender&version=1&code=male, unknown-code-system, administrative-gender|1",
        "system=http://terminology.hl7.org/CodeSystem/service-category&code=none, unknown-code-system, Only a part",
        "system=http://unitsofmeasure.org&code=milligrams, unknown-code, milligrams",
    })
    void whatIsNotHereIsRefused(String query, String code, String name) {
        assertThat(lookup(query))
                .isRefused(404, code)
                .at("Parameters.parameter.where(name='code')")
                .saying(name);
    }

    @ParameterizedTest
    @CsvSource({"system=x, code", "code=x, system", "code=x&system=y&date=2020, date", "coding=x, coding"})
    void aQuestionWithoutItsPartsIsRefused(String query, String name) {
        assertThat(lookup(query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    private Answer lookup(String query) {
        return http().get("CodeSystem/$lookup?" + query);
    }

    private static String value(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueString").asText();
            }
        }
        return "";
    }

    private static List<String> properties(Answer answer, String code) {
        List<String> values = new ArrayList<>();
        for (JsonNode parameter : answer.json().path("parameter")) {
            boolean property = parameter.path("name").asText().equals("property");
            if (property && parameter.at("/part/0/valueCode").asText().equals(code)) {
                JsonNode value = parameter.at("/part/1");
                value.fieldNames().forEachRemaining(field -> {
                    if (field.startsWith("value")) {
                        values.add(value.path(field).asText());
                    }
                });
            }
        }
        return values;
    }
}
