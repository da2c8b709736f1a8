package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** {@code DELETE Type?criteria} (FHIR R4, 3.1.0.7.1). */
abstract class ConditionalDeleteScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:conditional-delete";

    private final String value = unique();
    private final String url = "Patient?identifier=" + SYSTEM + "%7C" + value;

    @Test
    void itDeletesTheOneThatMatches() {
        String id = create();
        String other = http().post("Patient", "{\"resourceType\":\"Patient\"}").id();

        assertThat(http().delete(url)).hasStatus(204);

        assertThat(http().get("Patient/" + id)).isRefused(410, "deleted");
        assertThat(http().get("Patient/" + other)).hasStatus(200);
    }

    @Test
    void whereNothingMatchesItSucceedsAndDoesNothing() {
        String id = create();
        http().delete(url);
        RowCounts before = rows();

        assertThat(http().delete(url)).hasStatus(204);
        assertThat(http().delete("Patient/?identifier=" + unique())).hasStatus(204);

        assertThat(rows()).isEqualTo(before);
        assertThat(http().get("Patient/" + id + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void ofSeveralNoneIsDeleted() {
        String first = create();
        String second = create();

        assertThat(http().delete(url)).isRefused(412, "several-matches").saying(value);

        assertThat(http().get("Patient/" + first)).hasStatus(200);
        assertThat(http().get("Patient/" + second)).hasStatus(200);
    }

    @Test
    void ifMatchHolds() {
        assertThat(http().delete(url, "If-Match", "W/\"1\"")).isRefused(412, "stale-version");
        create();

        assertThat(http().delete(url, "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        assertThat(http().delete(url, "If-Match", "W/\"1\"")).hasStatus(204);
    }

    @ParameterizedTest
    @CsvSource({
        "Patient, invalid-condition",
        "Patient?, invalid-condition",
        "Patient?_count=1, invalid-condition",
        "Patient?_format=json, invalid-condition",
        "Patient?_filter=name+eq+x, invalid-condition",
        "Patient?identifier=nobody&_cursor=AQ, invalid-condition",
        "Patient?identifer=nobody, unknown-search-parameter",
        "Patient?identifier=nobody&famly=x, unknown-search-parameter",
    })
    void criteriaThatDoNotSayWhichIsMeantDeleteNothing(String criteria, String code) {
        RowCounts before = rows();

        assertThat(http().delete(criteria)).isRefused(400, code);
        assertThat(http().delete(criteria, "Prefer", "handling=lenient")).isRefused(400, code);

        assertThat(rows()).isEqualTo(before);
    }

    private String create() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(value);
        return http().post("Patient", json(patient)).id();
    }
}
