package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.parameter;
import static org.painbridge.server.careplan.PushedPlan.reference;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

abstract class PlanChangeScenarios extends ServerScenarios {
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private ScopedCallers callers;

    private PushedPlan plan;
    private String goal;
    private int calls;

    @BeforeEach
    void anAgreedPlan() {
        plan = new PushedPlan(http(), unique());
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .hasStatus(200);
        goal = plan.now().at("/goal/0/reference").asText();
    }

    @Test
    void aPlanThatALabelHidesIsNotThereForItsOperations() {
        String[] uncleared = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(RESTRICTED))));
        String comment = plan.body("labelled", "fp", text("text", "Thank you"));
        assertThat(http().post(plan.plan() + "/$meta-add", """
                {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"security":[
                 {"system":"%s","code":"%s"}]}}]}""".formatted(RESTRICTED.system(), RESTRICTED.code())))
                .hasStatus(200);

        assertThat(http().post(plan.plan() + "/$comment", comment, uncleared)).isRefused(404, "not-found");
        assertThat(http().get("Communication?based-on=" + plan.plan()).text()).doesNotContain("Thank you");

        assertThat(http().post(plan.plan() + "/$comment", comment)).hasStatus(200);
        assertThat(http().post(plan.plan() + "/$comment", comment, uncleared))
                .as("what was answered to others is not told, either")
                .isRefused(404, "not-found");
    }

    @Test
    void whatTwoDoctorsChangeInDifferentPlacesLandsBoth() {
        Answer proposed = propose("fp", goal(1, "Walk to the market", ""));
        assertThat(propose("spec", goal(1, "Walk to the lake", "2027-06-01"))).hasStatus(200);

        Answer decided = decide(proposed, "spec", code("decision", "accept"));

        assertThat(decided).hasStatus(200);
        JsonNode now = http().get(goal).json();
        assertThat(now.at("/description/text").asText()).isEqualTo("Walk to the market");
        assertThat(now.path("startDate").asText()).isEqualTo("2027-06-01");
        assertThat(reference(decided, "carePlan")).isEqualTo(plan.plan() + "/_history/" + plan.version());
    }

    @Test
    void whatTwoDoctorsChangeInOnePlaceIsToldWithBothValuesAndAuthors() {
        Answer proposed = propose("fp", goal(1, "Walk to the market", ""));
        propose("spec", goal(1, "Swim", ""));

        Answer decided = decide(proposed, "spec", code("decision", "accept"));

        assertThat(decided).hasStatus(200);
        JsonNode conflict = parameter(decided, "conflict");
        assertThat(conflict.toString())
                .contains("Goal.description", "Swim", "Walk to the market", plan.role("spec"), plan.role("fp"));
        assertThat(http().get(reference(decided, "task")).json().path("status").asText())
                .isEqualTo("on-hold");
        assertThat(http().get(goal).text()).contains("Swim");
        assertThat(propose("fp", goal(1, "Dance", "")))
                .isRefused(409, "careplan-change-conflict")
                .at("Goal.description")
                .saying("Swim", "Dance");
    }

    @Test
    void aChangeWithAnUnknownBaseOrOfNothingIsRefused() {
        assertThat(propose("spec", goal(9, "Swim", "")))
                .isRefused(422, "careplan-change-invalid")
                .saying("version 9");
        assertThat(propose("spec", goal(1, "Walk to the lake", ""))).isRefused(422, "careplan-change-invalid");
        assertThat(propose("stranger", goal(1, "Swim", ""))).isRefused(403, "careplan-not-member");
        assertThat(plan.version()).isEqualTo(2);
    }

    @Test
    void aDecisionNeedsTheVersionOfTheTask() {
        String task = reference(propose("fp", goal(1, "Swim", "")), "task");
        String body = plan.body("decide", "spec", code("decision", "accept"));

        assertThat(http().post(task + "/$decide", body)).isRefused(428, "version-required");
        assertThat(http().post(task + "/$decide", body, "If-Match", "W/\"4\"")).isRefused(412, "stale-version");
        assertThat(http().post(
                                task + "/$decide",
                                plan.body("fp", "fp", code("decision", "accept")),
                                "If-Match",
                                "W/\"1\""))
                .isRefused(403, "careplan-not-yours");
        assertThat(http().post(task + "/$decide", body, "If-Match", "W/\"1\"")).hasStatus(200);
        Answer again = http().post(task + "/$decide", body, "If-Match", "W/\"1\"");
        assertThat(parameter(again, "duplicate").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(http().post(
                                plan.review() + "/$decide",
                                plan.body("r", "spec", code("decision", "accept")),
                                "If-Match",
                                "W/\"2\""))
                .isRefused(422, "careplan-task-other");
    }

    @Test
    void anActivityThatIsAddedAndOneThatIsCalledOff() {
        String first = plan.activities().getFirst();
        Answer added = propose("spec", """
                {"name":"change","part":[{"name":"action","valueCode":"add"},{"name":"resource","resource":{
                 "resourceType":"ServiceRequest","status":"active","intent":"proposal","code":{"text":"Sleep course"},
                 "subject":{"reference":"%s"}}}]},
                {"name":"change","part":[{"name":"action","valueCode":"remove"},%s]}""".formatted(plan.patient(), to("target", first)));

        assertThat(added).hasStatus(200);
        assertThat(plan.activities()).hasSize(3);
        assertThat(http().get(first).json().path("status").asText()).isEqualTo("revoked");
        assertThat(plan.task(first).path("status").asText()).isEqualTo("cancelled");
        assertThat(plan.now().toString()).contains("re-review");
        JsonNode reviews = http().get("Task?code=review-care-plan&status=requested&patient=" + plan.patient())
                .json();
        String review = "Task/" + reviews.at("/entry/0/resource/id").asText();
        assertThat(plan.call("$respond", "fp", to("task", review), code("decision", "accept")))
                .hasStatus(200);
        assertThat(plan.task(plan.activities().getLast()).path("status").asText())
                .isEqualTo("accepted");
        assertThat(plan.now().toString()).contains("\"agreed\"");
    }

    @Test
    void aMedicineThatSomebodyHasChangedIsNeverMerged() {
        Answer added = propose("spec", """
                {"name":"change","part":[{"name":"action","valueCode":"add"},{"name":"resource","resource":%s}]}""".formatted(medicine("", "One at night")));
        assertThat(added).hasStatus(200);
        String medicine = plan.activities().getLast();

        assertThat(propose("spec", replace(medicine, medicine("\"meta\":{\"versionId\":\"1\"},", "Two at night"))))
                .hasStatus(200);

        String noted = medicine("\"meta\":{\"versionId\":\"1\"},", "One at night")
                .replace("\"dosageInstruction\"", "\"note\":[{\"text\":\"With food\"}],\"dosageInstruction\"");
        assertThat(propose("spec", replace(medicine, noted)))
                .isRefused(409, "careplan-change-conflict")
                .at("MedicationRequest.note");
    }

    private String medicine(String meta, String dose) {
        return """
                {"resourceType":"MedicationRequest",%s"status":"active","intent":"proposal",
                 "medicationCodeableConcept":{"text":"A medicine that is tapered"},"subject":{"reference":"%s"},
                 "requester":{"reference":"%s"},"dosageInstruction":[{"text":"%s"}]}""".formatted(meta, plan.patient(), plan.role("spec"), dose);
    }

    private String goal(int base, String description, String start) {
        return replace(goal, """
                {"resourceType":"Goal","meta":{"versionId":"%d","profile":["https://painbridge.example/fhir/StructureDefinition/pain-goal"]},
                 "lifecycleStatus":"proposed","description":{"text":"%s"},"subject":{"reference":"%s"}%s}""".formatted(
                        base, description, plan.patient(), start.isEmpty() ? "" : ",\"startDate\":\"" + start + "\""));
    }

    private static String replace(String target, String resource) {
        return "{\"name\":\"change\",\"part\":[{\"name\":\"action\",\"valueCode\":\"replace\"}," + to("target", target)
                + ",{\"name\":\"resource\",\"resource\":" + resource + "}]}";
    }

    private Answer propose(String who, String changes) {
        return plan.call(
                "$propose-change",
                "propose-" + ++calls,
                who,
                plan.version(),
                "{\"name\":\"baseVersion\",\"valuePositiveInt\":2}",
                changes,
                text("comment", "Because"));
    }

    private Answer decide(Answer proposed, String who, String... parameters) {
        String task = reference(proposed, "task");
        String version = http().get(task).json().at("/meta/versionId").asText();
        return http().post(
                        task + "/$decide",
                        plan.body("decide-" + ++calls, who, parameters),
                        "If-Match",
                        "W/\"" + version + "\"");
    }
}
