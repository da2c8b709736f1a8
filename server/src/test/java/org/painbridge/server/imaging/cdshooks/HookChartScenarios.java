package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.bundle;
import static org.painbridge.server.imaging.cdshooks.HookCalls.condition;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Where what is known of the patient comes from. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("It reads what is logged")
abstract class HookChartScenarios extends HookScenarios {
    private static final String CHART = HookCalls.PATIENT;

    private final ClinicServer clinic = new ClinicServer("/clinic").knowing(CHART);

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void aWholePrefetchHasNobodyAsked() {
        served(sign(mri()).withoutRedFlags().from(clinic.url()));

        assertThat(clinic.questions()).isEmpty();
    }

    @Test
    void anAnsweredCallIsInTheTrailAndNamesNobodyOfAnotherChart() {
        int before = trail();

        served(sign(mri()).withoutRedFlags().from(clinic.url()));

        assertThat(trail()).isEqualTo(before + 1);
        assertThat(database()
                        .sql("select count(*) from audit_event where patient = ? and query like 'POST /cds-services/%'")
                        .param(CHART)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int trail() {
        return database()
                .sql("select count(*) from audit_event where query like 'POST /cds-services/%'")
                .query(Integer.class)
                .single();
    }

    @Test
    void withoutPrefetchTheClientsServerIsAskedWithTheClientsToken(CapturedOutput output) {
        clinic.answer(
                "QuestionnaireResponse?patient=" + CHART,
                200,
                bundle(HookCalls.denied()).toString());
        HookCalls call = sign(mri())
                .from(clinic.url())
                .with(json -> json.putObject("fhirAuthorization")
                        .put("access_token", "secret-of-the-clinic")
                        .put("token_type", "Bearer")
                        .put("expires_in", 300));

        JsonNode answer = served(call);

        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(clinic.questions())
                .containsExactlyInAnyOrder(
                        "Patient/chart-1",
                        "AllergyIntolerance?patient=chart-1&_count=200",
                        "Condition?patient=chart-1&_count=200",
                        "Device?patient=chart-1&_count=200",
                        "DeviceUseStatement?patient=chart-1&_count=200",
                        "DiagnosticReport?patient=chart-1&_count=200",
                        "ImagingStudy?patient=chart-1&_count=200",
                        "MedicationDispense?patient=chart-1&_count=200",
                        "MedicationRequest?patient=chart-1&_count=200",
                        "MedicationStatement?patient=chart-1&_count=200",
                        "Observation?patient=chart-1&_count=200",
                        "Procedure?patient=chart-1&_count=200",
                        "QuestionnaireResponse?patient=chart-1&_count=200",
                        "ServiceRequest?patient=chart-1&_count=200");
        assertThat(clinic.tokens()).containsOnly("Bearer secret-of-the-clinic");
        assertThat(output).doesNotContain("secret-of-the-clinic");
    }

    @Test
    void ofAPartialPrefetchOnlyTheRestIsFetched() {
        clinic.answer(
                "Condition?patient=" + CHART,
                200,
                bundle(condition(CHART, HookCalls.CAUDA_EQUINA)).toString());
        HookCalls call = sign(mri()).prefetched().from(clinic.url());
        ((ObjectNode) call.json().path("prefetch")).remove("conditions");

        JsonNode answer = served(call);

        assertThat(clinic.questions()).containsExactly("Condition?patient=chart-1&_count=200");
        assertThat(answer.at("/cards/0/indicator").asText()).isEqualTo("critical");
    }

    @Test
    void aKeyThatIsNullOrAnOutcomeIsNotAskedForAgain() {
        HookCalls call = sign(mri())
                .withoutRedFlags()
                .prefetch("conditions", NullNode.getInstance())
                .prefetch("observations", HookCalls.outcome())
                .from(clinic.url());

        JsonNode answer = served(call);

        assertThat(clinic.questions()).isEmpty();
        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(notes(answer)).singleElement().asString().startsWith("prefetch.observations: ");
    }

    @Test
    void everyPageIsReadButNoneOfAnotherServer() {
        ObjectNode first = bundle();
        first.putArray("link").addObject().put("relation", "next").put("url", clinic.url() + "/page-2");
        ObjectNode second = bundle(condition(CHART, HookCalls.CAUDA_EQUINA));
        second.putArray("link").addObject().put("relation", "next").put("url", "http://127.0.0.1:1/page-3");
        clinic.answer("page-2", 200, second.toString());

        JsonNode answer =
                served(sign(mri()).prefetched().prefetch("conditions", first).from(clinic.url()));

        assertThat(clinic.questions()).containsExactly("page-2");
        assertThat(answer.at("/cards/0/indicator").asText()).isEqualTo("critical");
        assertThat(notes(answer)).singleElement().asString().contains("another server");
    }

    @Test
    void aServerThatIsNotAllowedIsNeverAsked() {
        try (ClinicServer other = new ClinicServer("/elsewhere").knowing(CHART)) {
            assertThat(send(sign(mri()).from(other.url())))
                    .isRefused(412, "chart-unavailable")
                    .saying("may ask");
            assertThat(send(sign(mri()).from(other.url() + "/../clinic"))).isRefused(412, "chart-unavailable");

            assertThat(other.questions()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (ClinicServer other = new ClinicServer("/elsewhere").knowing(CHART)) {
            ClinicServer redirecting = new ClinicServer("/clinic").answer("", exchange -> {
                exchange.getResponseHeaders().add("Location", other.url() + "/Patient/" + CHART);
                exchange.sendResponseHeaders(302, -1);
            });
            try (redirecting) {
                assertThat(send(sign(mri()).from(redirecting.url()))).isRefused(412, "chart-unavailable");
            }

            assertThat(other.questions()).isEmpty();
        }
    }

    @Test
    void whatCannotBeFetchedIsUnknownAndTheRestIsUsed() {
        clinic.answer("Observation?patient=" + CHART, 403, "{}");
        clinic.answer("QuestionnaireResponse?patient=" + CHART, 200, "no JSON");

        JsonNode answer = served(sign(mri()).from(clinic.url()));

        assertThat(answer.at("/cards/0/source/topic/code").asText()).isEqualTo("questions");
        assertThat(notes(answer)).hasSize(2).allSatisfy(note -> assertThat(note).doesNotContain(CHART));
    }

    @Test
    void aLargeAnswerIsNotRead() {
        clinic.answer(
                "Observation?patient=" + CHART,
                200,
                bundle(HookCalls.denied().put("implicitRules", "x".repeat(2 << 20)))
                        .toString());

        JsonNode answer = served(sign(mri()).from(clinic.url()));

        assertThat(notes(answer)).hasSize(1);
    }

    @Test
    void aServerThatKeepsFailingIsLeftAlone() {
        try (ClinicServer failing = new ClinicServer("/clinic").answer("", 500, "{}")) {
            assertThat(send(sign(mri()).from(failing.url()))).isRefused(412, "chart-unavailable");
            int asked = failing.questions().size();
            assertThat(send(sign(mri()).from(failing.url()))).isRefused(412, "chart-unavailable");

            assertThat(asked).isBetween(8, 14);
            assertThat(failing.questions()).hasSize(asked);
        }
    }

    @Test
    void nothingAtAllIsAFailedPrecondition() {
        assertThat(send(sign(mri()))).isRefused(412, "chart-unavailable").at("prefetch");
        assertThat(send(sign(mri())
                        .prefetch("patient", HookCalls.outcome())
                        .prefetch("conditions", HookCalls.outcome())))
                .isRefused(412, "chart-unavailable");
    }

    @Test
    void withoutImagingOrdersNothingIsNeeded() {
        ObjectNode physiotherapy = HookCalls.order("order-1", "0-0", HookCalls.LOW_BACK_PAIN);

        JsonNode answer = served(sign(physiotherapy).from(clinic.url()));

        assertThat(answer.path("cards")).isEmpty();
        assertThat(clinic.questions()).isEmpty();
    }

    @Test
    void thePatientOfAFetchIsTheOneOfTheContext() {
        clinic.answer(
                "Patient/" + CHART, 200, HookCalls.patient("somebody-else").toString());

        assertThat(send(sign(mri()).from(clinic.url()))).isRefused(400, "invalid-hook-request");
    }

    @Test
    void withoutAServerOfTheClientOurOwnRecordsAreRead() {
        String id = unique();
        http().put("Patient/" + id, HookCalls.patient(id).toString());
        http().post("Condition", condition(id, HookCalls.CAUDA_EQUINA).toString());
        ObjectNode order = mri();
        order.putObject("subject").put("reference", "Patient/" + id);
        HookCalls call = sign(order).with(json -> ((ObjectNode) json.path("context")).put("patientId", id));

        assertThat(served(call).at("/cards/0/indicator").asText()).isEqualTo("critical");
        ObjectNode namesake = HookCalls.patient(id).put("birthDate", "1999-01-01");
        assertThat(served(call.prefetch("patient", namesake))
                        .at("/cards/0/indicator")
                        .asText())
                .isNotEqualTo("critical");
    }

    @Test
    void ourOwnServerIsNotAskedOverHttp() {
        HookCalls call = sign(mri()).from("http://localhost:8080/fhir");

        assertThat(send(call)).isRefused(412, "chart-unavailable");
    }
}
