package org.painbridge.server.careplan;

import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.to;

import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** A plan that was pushed, before each test. */
abstract class PlanScenarios extends ServerScenarios {
    PushedPlan plan;

    @BeforeEach
    void aPushedPlan() {
        plan = new PushedPlan(http(), unique());
    }

    Answer progress(String identifier, String status) {
        return plan.call(
                "$update-progress",
                identifier,
                "fp",
                plan.version(),
                to("activity", plan.activities().getFirst()),
                code("status", status));
    }

    int tasks() {
        return http().get("Task?_total=accurate&patient=" + plan.patient())
                .json()
                .path("total")
                .asInt();
    }
}
