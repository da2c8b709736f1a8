package org.painbridge.server.imaging.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.imaging.AssessmentCall;

/** Back-tests over HTTP. */
abstract class BacktestScenarios extends ServerScenarios {
    private static final String OPERATION = "PlanDefinition/$imaging-backtest";
    private static final int PATIENCE = 200;

    @Test
    void storedCasesAreComparedByClinicAndNeverNameAPatient() throws InterruptedException {
        String clinic = unique();
        String patient = unique();
        // Six more elsewhere: where other tests leave one cell of few, the least one beside it is withheld with it.
        for (int i = 0; i < 13; i++) {
            String place = i < 7 ? clinic : clinic + "-2";
            String mode = i < 4 ? "live" : "shadow";
            Answer answer = http().post(
                            AssessmentCall.PATH,
                            AssessmentCall.lumbarMri(patient + "-" + i)
                                    .withoutRedFlags()
                                    .ordered(order ->
                                            order.putObject("requester").put("reference", "Organization/" + place))
                                    .value("mode", "Code", mode)
                                    .json());
            assertThat(answer).hasStatus(200);
        }

        String url = begin(call().value("periodStart", "Date", "2026-11-01").value("periodEnd", "Date", "2026-11-30"));
        Answer report = root().get(url + "/report.ndjson");

        assertThat(report.text()).doesNotContain(patient);
        assertThat(cell(report.json(), "clinic", clinic)
                        .at("/population/0/count")
                        .asInt())
                .isEqualTo(7);
        assertThat(group(report.json(), "run-time").at("/measureScore/code").asText())
                .isEqualTo("s");
        assertThat(root().get(url + "/changes.ndjson").text()).isEmpty();
    }

    @Test
    void casesCanBeSentAlong() throws InterruptedException {
        String line = "{\"procedure\":\"mr-lumbar-spine-wo\",\"indications\":[\"http://snomed.info/sct|192970008\"],"
                + "\"facts\":{\"saddle-anaesthesia\":\"met\",\"adult\":\"met\"},\"clinic\":\"few\",\"count\":5}";

        String url = begin(call().value("cases", "String", line));

        JsonNode cell = cell(root().get(url + "/report.ndjson").json(), "clinic", "few");
        assertThat(cell.at("/population/0").has("count")).isFalse();
        assertThat(root().delete(url)).hasStatus(202);
        assertThat(root().get(url)).isRefused(404, "not-found");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThat(http().post(OPERATION, call().json())).isRefused(400, "async-only");
        assertThat(http().post(OPERATION, call().json(), "Prefer", "respond-async"))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='periodStart')");
        assertThat(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("baseline", "String", "0.0.1")
                                        .value("cases", "String", "")
                                        .json(),
                                "Prefer",
                                "respond-async"))
                .hasStatus(400);
        assertThat(http().post(
                                OPERATION,
                                call().value("cases", "String", "{\"procedure\":1}\n{")
                                        .json(),
                                "Prefer",
                                "respond-async"))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='cases')");
    }

    @Test
    void aPackIsNoOtherThanItself() {
        String version = http().get("PlanDefinition/imaging-appropriateness")
                .json()
                .path("version")
                .asText();

        Answer answer = http().get("PlanDefinition/$guideline-diff?baseline=" + version + "&candidate=" + version);

        assertThat(AssessmentCall.names(answer)).containsExactly("baseline", "candidate");
        assertThat(http().get("PlanDefinition/$guideline-diff?baseline=99&candidate=" + version))
                .isRefused(404, "unknown-guideline")
                .at("Parameters.parameter.where(name='baseline')");
    }

    private AssessmentCall call() {
        String version = http().get("PlanDefinition/imaging-appropriateness")
                .json()
                .path("version")
                .asText();
        return AssessmentCall.without().value("baseline", "String", version).value("candidate", "String", version);
    }

    /** The path of a back-test that has ended. */
    private String begin(AssessmentCall call) throws InterruptedException {
        Answer begun = http().post(OPERATION, call.json(), "Prefer", "respond-async");
        assertThat(begun).hasStatus(202);
        String location = begun.header("Content-Location").orElseThrow();
        String path = location.substring(location.indexOf("imaging-backtest/"));
        for (int i = 0; i < PATIENCE && root().get(path).status() == 202; i++) {
            Thread.sleep(100);
        }
        assertThat(root().get(path)).hasStatus(200);
        return path;
    }

    private FhirHttp root() {
        return new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
    }

    private static JsonNode group(JsonNode report, String id) {
        for (JsonNode group : report.path("group")) {
            if (group.path("id").asText().equals(id)) {
                return group;
            }
        }
        throw new AssertionError("No group " + id);
    }

    private static JsonNode cell(JsonNode report, String dimension, String stratum) {
        for (JsonNode cell : group(report, dimension).at("/stratifier/0/stratum")) {
            if (cell.at("/component/0/value/text").asText().equals(stratum)) {
                return cell;
            }
        }
        throw new AssertionError("No stratum " + stratum);
    }
}
