package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

abstract class ConditionalCreateScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:conditional";

    @Test
    void onlyTheFirstOfTwoEqualConditionalCreatesCreates() {
        String value = unique();
        String condition = "identifier=" + SYSTEM + "|" + value;

        Answer first = http().post("Patient", patient(value), "If-None-Exist", condition);
        Answer second = http().post("Patient", patient(value), "If-None-Exist", condition);

        assertThat(first).hasStatus(201);
        assertThat(second).hasStatus(200).hasHeader("ETag", "W/\"1\"");
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second).hasHeader("Location", first.header("Location").orElseThrow());
    }

    @Test
    void aConditionWithAnEscapedAndEncodedValueMatchesItsIdentifier() {
        String value = "a,b|" + unique();
        String condition = "Patient?identifier=" + SYSTEM + "%7Ca%5C%2Cb%5C%7C" + value.substring(4);
        http().post("Patient", patient(value));

        assertThat(http().post("Patient", patient(value), "If-None-Exist", condition))
                .hasStatus(200);
    }

    @Test
    void aConditionThatMatchesSeveralIsRefused() {
        String value = unique();
        http().post("Patient", patient(value));
        http().post("Patient", patient(value));
        RowCounts before = rows();

        Answer refused = http().post("Patient", patient(value), "If-None-Exist", "identifier=" + SYSTEM + "|" + value);

        assertThat(refused).isRefused(412, "several-matches").at("http.If-None-Exist");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aConditionThatCannotBeUnderstoodIsRefused() {
        RowCounts before = rows();

        assertThat(http().post("Patient", patient("x"), "If-None-Exist", "identifer=x"))
                .isRefused(400, "unknown-search-parameter")
                .saying("Did you mean identifier?");
        assertThat(http().post("Patient", patient("x"), "If-None-Exist", "Patient?"))
                .isRefused(400, "invalid-condition")
                .at("http.If-None-Exist");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aConditionAboutAnotherTypeIsRefused() {
        String condition = "Observation?identifier=" + SYSTEM + "|" + unique();

        assertThat(http().post("Patient", patient("x"), "If-None-Exist", condition))
                .isRefused(400, "invalid-condition")
                .at("http.If-None-Exist")
                .saying("Observation", "Patient");
    }

    @Test
    void aQuestionMarkInAValueIsPartOfIt() {
        String value = "a?b=" + unique();
        http().post("Patient", patient(value));

        assertThat(http().post("Patient", patient(value), "If-None-Exist", "identifier=" + SYSTEM + "|" + value))
                .hasStatus(200);
    }

    @Test
    void identifiersThatDifferInCaseAreTwo() {
        String value = "Case-" + unique();
        assertThat(http().post("Patient", patient(value))).hasStatus(201);

        Answer other = http().post(
                        "Patient",
                        patient(value.toLowerCase(java.util.Locale.ROOT)),
                        "If-None-Exist",
                        "identifier=" + SYSTEM + "|" + value.toLowerCase(java.util.Locale.ROOT));
        Answer same = http().post("Patient", patient(value), "If-None-Exist", "identifier=" + SYSTEM + "|" + value);

        assertThat(other).hasStatus(201);
        assertThat(same).hasStatus(200);
        int found = http().get("Patient?identifier=" + SYSTEM + "%7C" + value)
                .json()
                .path("total")
                .asInt();
        assertThat(found).as("a search finds both").isEqualTo(2);
    }

    private String patient(String identifier) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return json(patient);
    }
}
