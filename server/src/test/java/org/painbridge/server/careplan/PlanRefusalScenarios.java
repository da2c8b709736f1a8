package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** What is refused of a plan, to whom, and in which words. */
abstract class PlanRefusalScenarios extends PlanScenarios {
    @Autowired
    private ScopedCallers callers;

    @Test
    void anAnswerNeedsTheVersionThatWasSeen() {
        String body = plan.body("late", "fp", to("task", plan.review()), code("decision", "accept"));

        assertThat(http().post(plan.plan() + "/$respond", body))
                .isRefused(428, "version-required")
                .at("http.If-Match");
        assertThat(http().post(plan.plan() + "/$respond", body, "If-Match", "W/\"7\""))
                .isRefused(412, "stale-version");
        assertThat(plan.now().path("status").asText()).isEqualTo("draft");
        assertThat(http().post(plan.plan() + "/$respond", body, "If-Match", "W/\"1\""))
                .hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "$respond, fp",
        "$hand-over, spec",
        "$hold, spec",
        "$resume, spec",
        "$complete, spec",
        "$withdraw, spec",
        "$wrong-patient, spec",
        "$decide, fp"
    })
    void whatDecidesOnThePlanAsAWholeNeedsTheVersionThatWasSeen(String operation, String who) {
        String target = operation.equals("$decide") ? plan.review() : plan.plan();
        String body = plan.body("unseen", who);

        assertThat(http().post(target + "/" + operation, body))
                .isRefused(428, "version-required")
                .at("http.If-Match");
        assertThat(http().post(target + "/" + operation, body, "If-Match", "W/\"99\""))
                .isRefused(412, "stale-version");
        assertThat(http().get(target).json().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$acknowledge", "$comment", "$propose-change", "$update-progress"})
    void whatOverwritesNothingIsHeldToTheVersionWhereItNamesOne(String operation) {
        assertThat(plan.call(operation, "old", "fp", 99)).isRefused(412, "stale-version");
    }

    @Test
    void whoHasNoPartInThePlanIsRefused() {
        assertThat(plan.call("$respond", "stranger", to("task", plan.review()), code("decision", "accept")))
                .isRefused(403, "careplan-not-member");
        assertThat(plan.call("$comment", "stranger", text("text", "Hello"))).isRefused(403, "careplan-not-member");
        assertThat(plan.call("$withdraw", "fp", text("reason", "No"))).isRefused(403, "careplan-not-yours");
        assertThat(plan.version()).isEqualTo(1);
        assertThat(tasks()).isEqualTo(1);
    }

    @Test
    void whoseMembershipHasEndedTakesNoPartAnyMore() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String team = plan.now().at("/careTeam/0/reference").asText();
        member(team, "");
        assertThat(plan.call("$comment", "stranger", text("text", "Hello"))).hasStatus(200);

        member(team, "2001-12-31");
        int version = plan.version();

        assertThat(plan.call("$comment", "stranger", text("text", "Hello again")))
                .isRefused(403, "careplan-not-member");
        assertThat(plan.call("$respond", "stranger", to("task", plan.review()), code("decision", "accept")))
                .isRefused(403, "careplan-not-member");
        assertThat(plan.version()).isEqualTo(version);
    }

    private void member(String team, String end) {
        ObjectNode now = (ObjectNode) http().get(team).json();
        ArrayNode participants = (ArrayNode) now.path("participant");
        List<JsonNode> others = new ArrayList<>();
        participants.forEach(others::add);
        others.removeIf(each -> each.at("/member/reference").asText().equals(plan.role("stranger")));
        participants.removeAll().addAll(others);
        ObjectNode stranger = participants.addObject();
        stranger.putArray("role").addObject().put("text", "Physiotherapist");
        stranger.putObject("member").put("reference", plan.role("stranger"));
        ObjectNode during = stranger.putObject("period").put("start", "2001-01-01");
        if (!end.isEmpty()) {
            during.put("end", end);
        }
        String change = "{\"name\":\"change\",\"part\":[" + code("action", "replace") + "," + to("target", team)
                + ",{\"name\":\"resource\",\"resource\":" + now + "}]}";
        String base = "{\"name\":\"baseVersion\",\"valuePositiveInt\":" + plan.version() + "}";
        assertThat(plan.call("$propose-change", "spec", base, change)).hasStatus(200);
        assertThat(http().get(team).json().at("/participant").toString()).contains(plan.role("stranger"));
    }

    @Test
    void whoMayNotReadThePlanEitherDoesNotLearnThatItIsThere() {
        String[] elsewhere = callers.header(AccessScope.of(
                new Grant(Set.of("CarePlan", "Task"), new Whose.Patients(Set.of("somebody-else")), Set.of())));
        String body = plan.body("stranger", "stranger", to("task", plan.review()), code("decision", "accept"));
        String[] headers = {elsewhere[0], elsewhere[1], "If-Match", "W/\"7\""};

        Answer hidden = http().post(plan.plan() + "/$respond", body, headers);
        assertThat(hidden).isRefused(404, "not-found");
        String none = "CarePlan/none-" + unique();
        assertThat(hidden.text().replace(plan.plan(), none))
                .isEqualTo(http().post(none + "/$respond", body, headers).text());
        assertThat(http().post(plan.plan() + "/$respond", body, "If-Match", "W/\"7\""))
                .isRefused(403, "careplan-not-member");
    }

    @Test
    void nobodyOrdersInTheNameOfAnother() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String order = """
                {"name":"outcome","resource":{"resourceType":"MedicationRequest","status":"active","intent":"order",
                 "medicationCodeableConcept":{"text":"Hydromorphone 8 mg"},"subject":{"reference":"%s"},
                 "requester":{"reference":"%s"}}}""";
        String activity = to("activity", plan.activities().getFirst());

        assertThat(plan.call("$update-progress", "fp", activity, order.formatted(plan.patient(), plan.role("spec"))))
                .isRefused(422, "careplan-change-invalid");
        String incomplete = order.formatted(plan.patient(), plan.role("fp")).replace("\"status\":\"active\",", "");
        assertThat(plan.call("$update-progress", "fp", activity, incomplete)).isRefused(422, "profile-violated");
        assertThat(plan.call("$update-progress", "fp", activity, order.formatted(plan.patient(), plan.role("fp"))))
                .hasStatus(200);
    }

    @Test
    void afterTheWithdrawalNothingIsAnswered() {
        assertThat(plan.call("$withdraw", "spec")).isRefused(422, "careplan-reason-missing");
        assertThat(plan.call("$withdraw", "spec", text("reason", "She moves away")))
                .hasStatus(200);

        assertThat(http().get(plan.review()).json().path("status").asText()).isEqualTo("cancelled");
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .isRefused(409, "careplan-wrong-state")
                .saying("revoked");
        assertThat(plan.call("$acknowledge", "fp", to("task", plan.review()))).isRefused(409, "careplan-wrong-state");
        assertThat(progress("after", "in-progress")).isRefused(409, "careplan-wrong-state");
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "maybe")))
                .isRefused(400, "careplan-parameter-invalid")
                .at("Parameters.parameter[1].value")
                .saying("accept-some");
        assertThat(plan.call("$respond", "fp", code("decision", "accept")))
                .isRefused(400, "careplan-parameter-invalid")
                .saying("task");
        assertThat(plan.call("$respond", "fp", to("task", "Task/other"), code("decision", "accept")))
                .isRefused(422, "careplan-task-other");
        assertThat(plan.call("$comment", "fp", text("text", "x"), text("unknown", "x")))
                .isRefused(400, "careplan-parameter-invalid");
        assertThat(plan.call("$comment", "nobody", text("text", "x"))).isRefused(422, "careplan-author-unknown");
        String nameless = "{\"resourceType\":\"Parameters\",\"parameter\":[" + text("text", "x") + "]}";
        assertThat(http().post(plan.plan() + "/$comment", nameless))
                .isRefused(400, "careplan-parameter-invalid")
                .saying("identifier");
        assertThat(http().post("CarePlan/none/$comment", plan.body("n", "fp", text("text", "x"))))
                .isRefused(404, "not-found");
        assertThat(http().post("CarePlan/$push", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(400, "careplan-push-parameter-invalid");
    }

    @Test
    void aRequestInNobodysNameIsRefused() {
        String body = plan.body("n", "fp", text("text", "x")).replaceFirst(",\\{\"name\":\"author\".*?}}", "");

        assertThat(http().post(plan.plan() + "/$comment", body)).isRefused(422, "careplan-author-missing");
    }

    @Test
    void anOutcomeThatIsNotValidIsRefusedAndNothingIsStored() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String task =
                plan.task(plan.activities().getFirst()).at("/meta/versionId").asText();

        assertThat(plan.call(
                        "$update-progress",
                        "fp",
                        to("activity", plan.activities().getFirst()),
                        code("status", "in-progress"),
                        """
                        {"name":"outcome","resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
                        "subject":{"reference":"Patient/another"}}}"""))
                .isRefused(422, "careplan-subject-differs")
                .at("Parameters.parameter[2].resource.subject");

        assertThat(plan.task(plan.activities().getFirst()).at("/meta/versionId").asText())
                .isEqualTo(task);
    }
}
