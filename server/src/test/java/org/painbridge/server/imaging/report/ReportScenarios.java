package org.painbridge.server.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.imaging.AssessmentCall;

/** Decisions in figures. */
abstract class ReportScenarios extends ServerScenarios {
    private static final String PERIOD = "/$imaging-report?periodStart=2020-01-01&periodEnd=2099-12-31";

    @Test
    void aPractitionerSeesTheMixTheOverridesAndTheMeasure() {
        String practitioner = unique();
        for (int i = 0; i < 8; i++) {
            String decision = decide(practitioner, true);
            override(decision);
        }
        for (int i = 0; i < 7; i++) {
            decide(practitioner, false);
        }

        JsonNode report = report("Practitioner/" + practitioner);

        assertThat(stratum(report, "category", "not-appropriate")).isEqualTo(8);
        assertThat(stratum(report, "category", "needs-data")).isEqualTo(7);
        assertThat(stratum(report, "override-reason", "waiting-time")).isEqualTo(8);
        assertThat(score(report, "scored")).isEqualTo(100.0 * 8 / 15);
        assertThat(score(report, "unknown")).isEqualTo(100.0 * 7 / 15);
        assertThat(score(report, "nice-qs155-statement-2")).isEqualTo(100.0);
    }

    @Test
    void fewDecisionsAreWithheld() {
        String practitioner = unique();
        for (int i = 0; i < 5; i++) {
            decide(practitioner, true);
        }

        JsonNode report = report("Practitioner/" + practitioner);

        JsonNode cell = group(report, "category").at("/stratifier/0/stratum/0/population/0");
        assertThat(cell.has("count")).isFalse();
        assertThat(cell.at("/_count/extension/0/valueCode").asText()).isEqualTo("masked");
        assertThat(group(report, "scored").has("measureScore")).isFalse();
    }

    @Test
    void theMeasuresOfTheReportAreServed() {
        Answer report = http().get(PERIOD.substring(1));

        assertThat(report.json().path("measure").asText())
                .isEqualTo("https://painbridge.example/fhir/Measure/imaging-decisions");
        assertThat(http().get("Measure/imaging-decisions")).hasStatus(200);
        assertThat(http().get("Measure/nice-qs155-statement-2")).hasStatus(200);
    }

    @Test
    void aPeriodThatMakesNoSenseIsRefused() {
        assertThat(http().get("$imaging-report?periodStart=2026-11-02&periodEnd=2026-11-01"))
                .isRefused(400, "invalid-parameter");
        assertThat(http().get("$imaging-report?periodStart=2026-11&periodEnd=2026-11-01"))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='periodStart')");
        assertThat(http().get("$imaging-report?periodStart=2026-11-01")).isRefused(400, "invalid-parameter");
    }

    private String decide(String practitioner, boolean answered) {
        AssessmentCall call = AssessmentCall.lumbarMri(unique())
                .ordered(order -> order.putObject("requester").put("reference", "Practitioner/" + practitioner));
        Answer answer = http().post(AssessmentCall.PATH, (answered ? call.withoutRedFlags() : call).json());
        return AssessmentCall.resource(answer, "decision").path("id").asText();
    }

    private void override(String decision) {
        Answer answer = http().post("GuidanceResponse/$imaging-feedback", """
            {"resourceType":"Parameters","parameter":[{"name":"decision","valueString":"%s"},
             {"name":"outcome","valueCode":"overridden"},
             {"name":"reason","valueCodeableConcept":{"coding":[{"system":"urn:reasons","code":"waiting-time"}]}}]}
            """.formatted(decision));
        assertThat(answer).hasStatus(200);
    }

    private JsonNode report(String subject) {
        return http().get(subject + PERIOD).json();
    }

    private static JsonNode group(JsonNode report, String id) {
        for (JsonNode group : report.path("group")) {
            if (group.path("id").asText().equals(id)) {
                return group;
            }
        }
        throw new AssertionError("No group " + id);
    }

    private static double score(JsonNode report, String id) {
        return group(report, id).at("/measureScore/value").asDouble();
    }

    private static int stratum(JsonNode report, String id, String name) {
        for (JsonNode stratum : group(report, id).at("/stratifier/0/stratum")) {
            JsonNode value = stratum.path("value");
            if (value.at("/coding/0/code").asText().equals(name)
                    || value.path("text").asText().equals(name)) {
                return stratum.at("/population/0/count").asInt();
            }
        }
        throw new AssertionError("No stratum " + name);
    }
}
