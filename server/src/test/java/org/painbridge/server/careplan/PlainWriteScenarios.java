package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;

abstract class PlainWriteScenarios extends ServerScenarios {
    private PushedPlan plan;

    @BeforeEach
    void aPushedPlan() {
        plan = new PushedPlan(http(), unique());
    }

    @Test
    void aPlanThatHasEndedIsNotReopenedByPutPatchTransactionOrDelete() {
        plan.call("$withdraw", "spec", text("reason", "Moved away"));
        ObjectNode reopened = ((ObjectNode) plan.now()).put("status", "active");
        String entry = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + reopened
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + plan.plan() + "\"}}]}";

        assertThat(http().put(plan.plan(), reopened.toString()))
                .isRefused(409, "careplan-wrong-state")
                .at("CarePlan.status");
        assertThat(http().patch(plan.plan(), "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]"))
                .isRefused(409, "careplan-wrong-state");
        assertThat(http().post("", entry)).hasStatus(409);
        assertThat(http().delete(plan.plan())).isRefused(409, "careplan-wrong-state");
        assertThat(plan.now().path("status").asText()).isEqualTo("revoked");
    }

    @Test
    void aReviewIsAnsweredByTheOperationOnly() {
        ObjectNode review = (ObjectNode) http().get(plan.review()).json();

        assertThat(http().put(
                                plan.review(),
                                review.deepCopy().put("status", "accepted").toString()))
                .isRefused(409, "careplan-wrong-state")
                .at("Task.status");
        assertThat(http().put(
                                plan.review(),
                                review.put("description", "Please by phone").toString()))
                .hasStatus(200);
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .hasStatus(200);
    }
}
