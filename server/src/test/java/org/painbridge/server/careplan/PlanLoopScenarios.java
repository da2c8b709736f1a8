package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.choice;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.parameter;
import static org.painbridge.server.careplan.PushedPlan.reference;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What the two sides of a plan do with it, and what is kept of it. */
abstract class PlanLoopScenarios extends PlanScenarios {
    @Test
    void thePlanGoesFromPushToItsEnd() {
        assertThat(plan.call("$acknowledge", "fp", to("task", plan.review()))).hasStatus(200);
        List<String> activities = plan.activities();
        Answer answered = plan.call(
                "$respond",
                "fp",
                to("task", plan.review()),
                code("decision", "accept-some"),
                choice(activities.get(0), "accept", "Next week"),
                choice(activities.get(1), "decline", "There is none here"),
                text("comment", "Thank you"));
        assertThat(answered).hasStatus(200);
        assertThat(reference(answered, "carePlan")).isEqualTo(plan.plan() + "/_history/2");
        assertThat(http().get(reference(answered, "carePlan")).text()).contains("partly-agreed");
        assertThat(plan.task(activities.get(1)).path("status").asText()).isEqualTo("rejected");
        assertThat(http().get(activities.get(1)).json().path("status").asText()).isEqualTo("revoked");
        assertThat(progress("accepted-before", "in-progress")).hasStatus(200);

        Answer done = plan.call(
                "$update-progress",
                "fp",
                to("activity", activities.getFirst()),
                code("status", "completed"),
                """
                {"name":"outcome","resource":{"resourceType":"Observation","status":"final","code":{"text":"Minutes of walking"},
                "subject":{"reference":"%s"},"valueInteger":40}}""".formatted(plan.patient()));

        assertThat(done).hasStatus(200);
        assertThat(http().get(reference(done, "observation"))).hasStatus(200);
        assertThat(plan.call("$complete", "spec")).hasStatus(200);
        assertThat(plan.now().path("status").asText()).isEqualTo("completed");
        assertThat(http().get(plan.review()).json().path("status").asText()).isEqualTo("completed");
    }

    @Test
    void eachChangeHasItsProvenance() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));

        JsonNode told = http().get("Provenance?target=" + plan.plan() + "&_sort=-_lastUpdated")
                .json()
                .at("/entry/0/resource");

        assertThat(told.at("/activity/coding/0/code").asText()).isEqualTo("respond");
        assertThat(told.at("/agent/0/who/reference").asText()).isEqualTo(plan.role("fp"));
        assertThat(told.at("/agent/0/onBehalfOf/reference").asText()).startsWith("Organization/fp-org-");
        List<String> targets = new ArrayList<>();
        told.path("target").forEach(each -> targets.add(each.path("reference").asText()));
        assertThat(targets)
                .contains(plan.plan() + "/_history/2")
                .allSatisfy(target -> assertThat(http().get(target)).hasStatus(200));
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndOtherContentNone() {
        String[] accept = {to("task", plan.review()), code("decision", "accept")};
        Answer first = plan.call("$respond", "once", "fp", 1, accept);
        int tasks = tasks();

        Answer again = plan.call("$respond", "once", "fp", 1, accept);

        assertThat(first).hasStatus(200);
        assertThat(again).hasStatus(200);
        assertThat(parameter(first, "duplicate").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(parameter(again, "duplicate").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(reference(again, "carePlan")).isEqualTo(reference(first, "carePlan"));
        assertThat(tasks()).isEqualTo(tasks);
        assertThat(plan.call(
                        "$respond",
                        "once",
                        "fp",
                        2,
                        to("task", plan.review()),
                        code("decision", "decline"),
                        text("comment", "No")))
                .isRefused(409, "careplan-identifier-used");
        assertThat(plan.version()).isEqualTo(2);
    }

    /** The answer of the hand-over itself may be lost. */
    @Test
    void whoHandedThePlanOverGetsTheAnswerAgain() {
        String[] over = {to("to", plan.role("stranger"))};
        Answer first = plan.call("$hand-over", "over", "spec", 1, over);
        assertThat(first).hasStatus(200);
        String taken = plan.body("taken", "stranger", code("decision", "accept"));
        assertThat(http().post(reference(first, "task") + "/$decide", taken, "If-Match", "W/\"1\""))
                .hasStatus(200);

        Answer again = plan.call("$hand-over", "over", "spec", 1, over);

        assertThat(again).hasStatus(200);
        assertThat(parameter(again, "duplicate").path("valueBoolean").asBoolean())
                .isTrue();
    }

    @Test
    void identifiersOfOneOrganizationAreNotThoseOfAnother() {
        assertThat(plan.call("$comment", "shared", "fp", 1, text("text", "Hello")))
                .hasStatus(200);

        Answer other = plan.call("$comment", "shared", "spec", 1, text("text", "Good day"));

        assertThat(other).hasStatus(200);
        assertThat(parameter(other, "duplicate").path("valueBoolean").asBoolean())
                .isFalse();
    }

    @Test
    void anAcknowledgementIsRepeatedWithoutAnIdentifier() {
        String body =
                plan.body("x", "fp", to("task", plan.review())).replaceFirst(",\\{\"name\":\"identifier\".*?}}", "");

        Answer first = http().post(plan.plan() + "/$acknowledge", body);
        Answer again = http().post(plan.plan() + "/$acknowledge", body);

        assertThat(first).hasStatus(200);
        assertThat(parameter(again, "duplicate").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(http().get(plan.review()).json().path("status").asText()).isEqualTo("received");
    }

    @Test
    void oneAnswerSentManyTimesAtOnceCountsOnce() throws Exception {
        List<Callable<Answer>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(() ->
                    plan.call("$respond", "race", "fp", 1, to("task", plan.review()), code("decision", "accept")));
        }

        int fresh = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> answer : threads.invokeAll(senders)) {
                assertThat(answer.get()).hasStatus(200);
                fresh += parameter(answer.get(), "duplicate")
                                .path("valueBoolean")
                                .asBoolean()
                        ? 0
                        : 1;
            }
        }

        assertThat(fresh).isEqualTo(1);
        assertThat(tasks()).isEqualTo(3);
    }

    @Test
    void aPlanIsHeldAndResumedByItsCustodian() {
        assertThat(plan.call("$hold", "spec")).isRefused(409, "careplan-wrong-state");
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));

        assertThat(plan.call("$hold", "spec", text("reason", "In hospital"))).hasStatus(200);
        assertThat(plan.now().path("status").asText()).isEqualTo("on-hold");
        assertThat(plan.call("$complete", "spec")).isRefused(409, "careplan-wrong-state");
        assertThat(plan.call("$resume", "spec")).hasStatus(200);
        assertThat(plan.now().path("status").asText()).isEqualTo("active");
        assertThat(plan.call("$complete", "spec")).isRefused(409, "careplan-tasks-open");
    }

    @Test
    void aPlanOfTheWrongPatientGivesNobodyAccessAnyMore() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String team = plan.now().at("/careTeam/0/reference").asText();

        assertThat(plan.call("$wrong-patient", "spec", text("reason", "Another person of that name")))
                .hasStatus(200);

        assertThat(plan.now().path("status").asText()).isEqualTo("entered-in-error");
        assertThat(database()
                        .sql("select count(*) from care_relation where source = ?")
                        .param(team)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
