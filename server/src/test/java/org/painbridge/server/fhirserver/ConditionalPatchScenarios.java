package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** {@code PATCH Type?criteria} (FHIR R4, 3.1.0.5); what a patch does is in {@link JsonPatchScenarios}. */
abstract class ConditionalPatchScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:conditional-patch";
    private static final String PATCH = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";

    private final String value = unique();
    private final String url = "Patient?identifier=" + SYSTEM + "%7C" + value;

    @Test
    void itChangesTheOneThatMatches() {
        String id = create();

        Answer patched = http().patch(url, PATCH);

        assertThat(patched).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(patched.id()).isEqualTo(id);
        assertThat(http().get("Patient/" + id).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void whereNothingMatchesThereIsNothingToPatch() {
        assertThat(http().patch(url, PATCH)).isRefused(404, "not-found").saying(value);
    }

    @Test
    void ofSeveralNoneIsPatched() {
        create();
        String id = create();

        assertThat(http().patch(url, PATCH)).isRefused(412, "several-matches");

        assertThat(http().get("Patient/" + id)).hasHeader("ETag", "W/\"1\"");
    }

    @Test
    void ifMatchHolds() {
        create();

        assertThat(http().patch(url, PATCH, "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        assertThat(http().patch(url, PATCH, "If-Match", "W/\"1\"")).hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Patient, invalid-condition",
        "Patient?_format=json, invalid-condition",
        "Patient?_filter=name+eq+x, invalid-condition",
        "Patient?identifer=nobody, unknown-search-parameter",
    })
    void criteriaThatDoNotSayWhichIsMeantPatchNothing(String criteria, String code) {
        RowCounts before = rows();

        assertThat(http().patch(criteria, PATCH)).isRefused(400, code);
        assertThat(http().patch(criteria, PATCH, "Prefer", "handling=lenient")).isRefused(400, code);

        assertThat(rows()).isEqualTo(before);
    }

    private String create() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(value);
        return http().post("Patient", json(patient)).id();
    }
}
