package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Acting;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

abstract class PlainWriteScenarios extends ServerScenarios {
    @Autowired
    private ScopedCallers callers;

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

    @Test
    void aPartOfALivingPlanChangesByTheOperationOnlyWhicheverWayItIsWritten() {
        String request = plan.activities().getFirst();
        String goal = plan.now().at("/goal/0/reference").asText();
        ObjectNode other = ((ObjectNode) http().get(request).json()).put("status", "draft");
        String reach = "[{\"op\":\"replace\",\"path\":\"/description/text\",\"value\":\"Run\"}]";
        String entries = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + other
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"ServiceRequest?_id="
                + other.path("id").asText()
                + "\"}},{\"request\":{\"method\":\"DELETE\",\"url\":\"" + goal + "\"}}]}";

        assertThat(http().put(request, other.toString()))
                .isRefused(409, "careplan-wrong-state")
                .at("ServiceRequest.status");
        assertThat(http().patch(goal, reach)).isRefused(409, "careplan-wrong-state");
        assertThat(http().delete(goal)).isRefused(409, "careplan-wrong-state");
        assertThat(http().post("", entries)).hasStatus(409);
        assertThat(http().post("", entries.replace("transaction", "batch")).text())
                .doesNotContain("\"status\":\"20");
        other.put("status", "active").putArray("note").addObject().put("text", "Called");
        assertThat(http().put(request, other.toString())).hasStatus(200);
        assertThat(http().put(request, other.put("status", "revoked").toString()))
                .hasStatus(200);
        plan.call("$withdraw", "spec", text("reason", "Moved away"));
        assertThat(http().patch(goal, reach)).hasStatus(200);
    }

    /** Why If-Match may be left out: whatever an operation has decided meanwhile differs, and is refused. */
    @Test
    void whatWasReadBeforeAnOperationDoesNotUndoWhatThatDecided() {
        String request = plan.activities().getFirst();
        ObjectNode review = (ObjectNode) http().get(plan.review()).json();
        ObjectNode activity = (ObjectNode) http().get(request).json();
        ObjectNode whole = (ObjectNode) plan.now();
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .hasStatus(200);

        for (ObjectNode seen : List.of(review, whole)) {
            String where =
                    seen.path("resourceType").asText() + "/" + seen.path("id").asText();
            assertThat(http().put(where, seen.toString())).isRefused(409, "careplan-wrong-state");
            assertThat(http().put(where, seen.toString(), "If-Match", "W/\"1\""))
                    .isRefused(412, "stale-version");
        }
        activity.putArray("note").addObject().put("text", "Called");
        assertThat(http().put(request, activity.toString(), "If-Match", "W/\"99\""))
                .isRefused(412, "stale-version");
    }

    /** Who owns a review takes part in the plan. */
    @Test
    void nobodyJoinsAPlanByATaskOfTheirOwn() {
        ObjectNode forged = ((ObjectNode) http().get(plan.review()).json());
        forged.remove("id");
        forged.remove("meta");
        forged.putObject("owner").put("reference", plan.role("stranger"));

        assertThat(http().post("Task", forged.toString()))
                .isRefused(409, "careplan-wrong-state")
                .at("Task.code");
        forged.remove("code");
        String own = http().post("Task", forged.toString()).json().path("id").asText();
        forged.put("id", own)
                .putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "https://painbridge.example/fhir/CodeSystem/task-code")
                .put("code", "review-care-plan");
        assertThat(http().put("Task/" + own, forged.toString())).isRefused(409, "careplan-wrong-state");
    }

    @Test
    void howFarAPlanIsAgreedIsNotForAPlainWriteToSay() {
        ObjectNode agreed = (ObjectNode) plan.now();
        agreed.remove("id");
        ((ObjectNode) agreed.at("/identifier/0")).put("value", "forged-" + unique());
        String[] clinician = callers.header(new AccessScope(
                false,
                List.of(new Grant(Set.of("CarePlan", "Goal", "ServiceRequest"), new Whose.Everybody(), Set.of()))));

        assertThat(http().post("CarePlan", agreed.toString(), clinician)).isRefused(409, "careplan-wrong-state");
        agreed.remove("extension");
        assertThat(http().post("CarePlan", agreed.toString(), clinician)).hasStatus(201);
    }

    /** Whoever brings plans along brings their parts as they have become. */
    @Test
    void whatNoPlanNamedBeforeTheRequestIsNoPartYet() {
        ObjectNode goal = (ObjectNode)
                http().get(plan.now().at("/goal/0/reference").asText()).json();
        goal.put("id", "goal-" + unique());
        http().put("Goal/" + goal.path("id").asText(), goal.toString());
        ObjectNode brought = (ObjectNode) plan.now();
        brought.put("id", "plan-" + unique());
        ((ObjectNode) brought.at("/identifier/0")).put("value", "brought-" + unique());
        ((ObjectNode) brought.at("/goal/0"))
                .put("reference", "Goal/" + goal.path("id").asText());
        ObjectNode own = brought.deepCopy();
        own.remove("extension");
        String address = "CarePlan/" + brought.path("id").asText();
        assertThat(http().put(address, own.toString())).hasStatus(201);
        ((ObjectNode) goal.path("description")).put("text", "Run");
        String entries = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry(address, brought)
                + "," + entry("Goal/" + goal.path("id").asText(), goal) + "]}";

        assertThat(http().post("", entries)).hasStatus(200);

        ((ObjectNode) goal.path("description")).put("text", "Walk");
        assertThat(http().put("Goal/" + goal.path("id").asText(), goal.toString()))
                .isRefused(409, "careplan-wrong-state");
    }

    /** Alma's words to Greta are Alma's only, and what Greta asks for is Greta's to stop. */
    @Test
    void aUserSpeaksForNobodyElseAndEndsNothingOfAnother() {
        String request = plan.activities().getFirst();
        ObjectNode asked = (ObjectNode) http().get(request).json();
        String said = "{\"resourceType\":\"Communication\",\"status\":\"completed\",\"basedOn\":[{\"reference\":\""
                + plan.plan() + "\"}],\"sender\":{\"reference\":\"" + plan.role("spec") + "\"}}";
        String[] family = clinician(plan.role("fp"));
        String[] pain = clinician(plan.role("spec"));
        asked.put("status", "revoked");

        assertThat(http().post("Communication", said, family))
                .isRefused(409, "careplan-wrong-state")
                .at("Communication.basedOn");
        assertThat(http().put(request, asked.toString(), family))
                .isRefused(409, "careplan-wrong-state")
                .at("ServiceRequest.status");
        assertThat(http().put(request, asked.toString(), pain)).hasStatus(200);
        assertThat(http().get(plan.plan() + "/$changes").text()).contains(plan.role("spec"), "called off by a write");
    }

    /** A person is one in every role, and of what names nobody it is the plan that says whose it is. */
    @Test
    void whoCoversForAColleagueEndsWhatThePersonOrThePlanAsksFor() {
        for (String requester : List.of("Practitioner/spec-", "")) {
            String other = unique();
            PushedPlan asks = new PushedPlan(
                    http(), new PlanToPush(other, other, requester.isEmpty() ? "" : requester + other, ""));
            String request = asks.activities().getFirst();
            ObjectNode ended = (ObjectNode) http().get(request).json();
            ended.put("status", "revoked");

            assertThat(http().put(request, ended.toString(), clinician(asks.role("fp"))))
                    .as(requester)
                    .isRefused(409, "careplan-wrong-state")
                    .at("ServiceRequest.status");
            assertThat(http().put(request, ended.toString(), clinician("Organization/spec-org-" + other)))
                    .as(requester)
                    .hasStatus(200);
        }
    }

    private String[] clinician(String who) {
        AccessScope seen = new AccessScope(
                false, List.of(new Grant(Set.of("Communication", "ServiceRequest"), new Whose.Everybody(), Set.of())));
        return callers.header(AccessRights.seeing(seen).as(new Acting(Set.of(who), false)));
    }

    private static String entry(String address, ObjectNode resource) {
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + address + "\"}}";
    }

    @Test
    void whatIsStoppedByAWriteToItselfIsNobodysToDoAndAllLearnOfIt() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String request = plan.activities().getFirst();
        int version = plan.version();

        ObjectNode stopped = ((ObjectNode) http().get(request).json()).put("status", "revoked");
        assertThat(http().put(request, stopped.toString())).hasStatus(200);

        assertThat(plan.task(request).path("status").asText()).isEqualTo("cancelled");
        assertThat(plan.version()).isEqualTo(version + 1);
        assertThat(http().get(plan.plan() + "/$changes?since=" + version).text())
                .contains("update-progress", request, "called off by a write");
    }
}
