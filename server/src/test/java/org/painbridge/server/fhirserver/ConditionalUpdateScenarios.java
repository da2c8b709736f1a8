package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** {@code PUT Type?criteria} (FHIR R4, 3.1.0.4.3). */
abstract class ConditionalUpdateScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:conditional-update";

    private final String value = unique();
    private final String url = "Patient?identifier=" + SYSTEM + "%7C" + value;

    @Test
    void itCreatesWhereNothingMatchesAndUpdatesWhatMatches() {
        Answer created = http().put(url, patient(null));
        Answer updated = http().put(url, patient(null));

        assertThat(created).hasStatus(201).hasHeader("ETag", "W/\"1\"");
        assertThat(created.id()).matches("[0-9a-z]{26}");
        assertThat(created).hasHeader("Location", base() + "/Patient/" + created.id() + "/_history/1");
        assertThat(updated).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(updated.id()).isEqualTo(created.id());
        assertThat(found()).isEqualTo(1);
    }

    @Test
    void anIdInTheBodyIsTakenWhereNothingIsThereYet() {
        String id = unique();

        assertThat(http().put(url, patient(id))).hasStatus(201);
        assertThat(http().put(url, patient(id))).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(http().get("Patient/" + id)).hasStatus(200);
    }

    @Test
    void anIdInAnXmlBodyIsTakenToo() {
        String id = unique();
        String body = "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"" + id + "\"/><identifier><system value=\""
                + SYSTEM + "\"/><value value=\"" + value + "\"/></identifier></Patient>";

        assertThat(http().put(url, body, "Content-Type", "application/fhir+xml"))
                .hasStatus(201);
        assertThat(http().get("Patient/" + id)).hasStatus(200);
    }

    @Test
    void theIdOfADeletedResourceIsFree() {
        String id = unique();
        http().put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
        http().delete("Patient/" + id);

        assertThat(http().put(url, patient(id))).hasStatus(201).hasHeader("ETag", "W/\"3\"");
    }

    @Test
    void theIdOfAResourceThatDoesNotMatchIsTaken() {
        String id = unique();
        http().put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");

        Answer refused = http().put(url, patient(id));

        assertThat(refused).isRefused(409, "id-taken").at("Resource.id").saying("Patient/" + id, value);
        assertThat(refused.header("Retry-After"))
                .as("it would be refused again")
                .isEmpty();
        assertThat(http().get("Patient/" + id)).hasHeader("ETag", "W/\"1\"");
    }

    @Test
    void anotherIdThanThatOfTheMatchIsRefused() {
        String match = http().put(url, patient(null)).id();

        refused(() -> http().put(url, patient(unique())))
                .isRefused(400, "invalid-id")
                .at("Resource.id")
                .saying("Patient/" + match);
        refused(() -> http().put("Patient?identifier=" + unique(), patient("under_score")))
                .isRefused(400, "invalid-id");
    }

    @Test
    void criteriaThatMatchSeveralAreRefused() {
        http().post("Patient", patient(null));
        http().post("Patient", patient(null));

        refused(() -> http().put(url, patient(null)))
                .isRefused(412, "several-matches")
                .saying(value);
    }

    @Test
    void ifMatchHolds() {
        refused(() -> http().put(url, patient(null), "If-Match", "W/\"1\"")).isRefused(412, "stale-version");
        http().put(url, patient(null));

        refused(() -> http().put(url, patient(null), "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        assertThat(http().put(url, patient(null), "If-Match", "W/\"1\"")).hasStatus(200);
    }

    @Test
    void itMayChangeWhatItWasFoundBy() {
        String id = http().put(url, patient(null)).id();

        assertThat(http().put(url, "{\"resourceType\":\"Patient\"}")).hasStatus(200);

        assertThat(found()).isZero();
        assertThat(http().get("Patient/" + id)).hasStatus(200);
    }

    @Test
    void aSlashBeforeTheCriteriaAndTheFormOfTheAnswerAreNoCriteria() {
        String id = http().put(url.replace("?", "/?"), patient(null)).id();

        Answer answer = http().put(url + "&_format=xml&_pretty=true", patient(null));

        assertThat(answer).hasStatus(200);
        assertThat(answer.text()).startsWith("<Patient").contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; invalid-condition; no search parameter",
                "Patient?; invalid-condition; no search parameter",
                "Patient?_format=json&_pretty=false; invalid-condition; no search parameter",
                "Patient?_count=1; invalid-condition; _count",
                "Patient?_sort=family; invalid-condition; _sort",
                "Patient?_include=Patient:organization; invalid-condition; _include",
                "Patient?identifier=x&_cursor=AQ; invalid-condition; _cursor",
                "Patient?_filter=name+eq+x; invalid-condition; _filter is not read",
                "Patient?identifier=x&_filter=name+eq+x; invalid-condition; _filter is not read",
                "Patient?identifer=x; unknown-search-parameter; Did you mean identifier?",
                "Patient?identifier=x&colour=red; unknown-search-parameter; colour",
                "Patient?identifier=; invalid-search; no value",
                "Patient?identifier; invalid-search; no value",
            })
    void criteriaThatDoNotSayWhichIsMeantAreRefused(String criteria, String code, String reason) {
        refused(() -> http().put(criteria, patient(null))).isRefused(400, code).saying(reason);
        refused(() -> http().put(criteria, patient(null), "Prefer", "handling=lenient"))
                .isRefused(400, code);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        refused(() -> http().put(url, "{\"resourceType\":\"Observation\"}")).isRefused(400, "wrong-resource-type");
        assertThat(http().put("Flower?identifier=x", "{\"resourceType\":\"Flower\"}"))
                .isRefused(404, "unknown-resource-type");
    }

    private int found() {
        return http().get(url).json().path("total").asInt();
    }

    private AnswerAssert refused(Supplier<Answer> request) {
        RowCounts before = rows();
        Answer answer = request.get();
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }

    private String patient(@org.jspecify.annotations.Nullable String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addIdentifier().setSystem(SYSTEM).setValue(value);
        return json(patient);
    }
}
