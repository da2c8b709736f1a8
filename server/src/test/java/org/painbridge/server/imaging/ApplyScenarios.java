package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** The guideline as a plan, and the plan applied. */
abstract class ApplyScenarios extends ServerScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = "PlanDefinition/imaging-appropriateness";

    @Test
    void thePlanIsReadAndFoundByUrlAndVersion() {
        JsonNode plan = http().get(PLAN).json();

        Answer found = http().get("PlanDefinition?url=" + plan.path("url").asText() + "&version="
                + plan.path("version").asText());

        assertThat(plan.path("action").size()).isPositive();
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(http().get("PlanDefinition?version=99").json().path("total").asInt())
                .isZero();
    }

    @Test
    void applyingItGivesTheDecisionAndItsProposalsAndKeepsNothing() {
        String patient = unique();
        RowCounts before = rows();

        Answer answer = apply(patient, AssessmentCall.order(patient));

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("type").asText()).isEqualTo("collection");
        assertThat(answer.json().path("entry").findValuesAsText("resourceType"))
                .contains("GuidanceResponse", "Questionnaire", "OperationOutcome");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void theSubjectHasToBeThatOfADraftOrder() {
        String patient = unique();

        assertThat(apply(unique(), AssessmentCall.order(patient)))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='subject')");
        assertThat(apply(patient, AssessmentCall.order(patient).put("status", "active")))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='data')");
    }

    @Test
    void anotherPlanCannotBeApplied() {
        assertThat(http().post(
                                "PlanDefinition/other/$apply",
                                AssessmentCall.without().json()))
                .isRefused(404, "not-found");
    }

    private Answer apply(String subject, ObjectNode order) {
        ObjectNode data = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = data.putArray("entry");
        entries.addObject().set("resource", order);
        return http().post(
                        PLAN + "/$apply",
                        AssessmentCall.without()
                                .value("subject", "String", "Patient/" + subject)
                                .resource("data", data)
                                .json());
    }
}
