package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

abstract class PlanViewScenarios extends ServerScenarios {
    private static final Set<String> OF_PATIENTS = Set.of(
            "CarePlan", "CareTeam", "Goal", "ServiceRequest", "Task", "Communication", "Observation", "Provenance");

    @Autowired
    private ScopedCallers callers;

    private PushedPlan plan;

    @BeforeEach
    void aPushedPlan() {
        plan = new PushedPlan(http(), unique());
    }

    @Test
    void theViewHasThePlanAndAllThatBelongsToIt() {
        plan.call(
                "$respond", "fp", to("task", plan.review()), code("decision", "accept"), text("comment", "Thank you"));

        JsonNode view = http().get(plan.plan() + "/$living-view").json();

        assertThat(view.path("type").asText()).isEqualTo("collection");
        assertThat(types(view))
                .startsWith("CarePlan")
                .contains("Goal", "CareTeam", "Communication")
                .filteredOn(type -> type.equals("ServiceRequest") || type.equals("Task"))
                .hasSize(5);
        String[] readsAll = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of())));
        assertThat(http().get(plan.plan() + "/$living-view", readsAll).json().path("entry"))
                .isEqualTo(view.path("entry"));
    }

    @Test
    void thePatientSeesWhatIsToBeDone() {
        List<String> activities = plan.activities();
        plan.call(
                "$respond",
                "fp",
                to("task", plan.review()),
                code("decision", "accept-some"),
                PushedPlan.choice(activities.get(0), "accept", "Yes"),
                PushedPlan.choice(activities.get(1), "decline", "No"),
                text("comment", "Between us"));

        JsonNode view = http().get(plan.plan() + "/$living-view?view=patient").json();

        assertThat(types(view)).containsExactly("CarePlan", "Goal", "ServiceRequest");
        assertThat(http().get(plan.plan() + "/$living-view?view=nurse")).isRefused(400, "invalid-parameter");
    }

    @Test
    void theViewOfThenHasNothingThatCameLater() {
        String then = plan.now().at("/meta/lastUpdated").asText();
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));

        JsonNode view = http().get(plan.plan() + "/$living-view?asOf=" + then.replace("+", "%2B"))
                .json();

        assertThat(types(view)).containsOnlyOnce("Task").doesNotContain("CareTeam");
        assertThat(view.at("/entry/0/resource/status").asText()).isEqualTo("draft");
        assertThat(http().get(plan.plan() + "/$living-view?asOf=2020-01-01T00:00:00Z"))
                .isRefused(404, "not-found");
        assertThat(http().get(plan.plan() + "/$living-view?asOf=2999-01-01T00:00:00Z"))
                .isRefused(400, "invalid-parameter");
        assertThat(http().get(plan.plan() + "/_history/1/$living-view")).isRefused(405, "unsupported-interaction");
    }

    @Test
    void whatTheCallerMayNotReadIsLeftOut() {
        String[] scope =
                callers.header(AccessScope.of(new Grant(Set.of("CarePlan", "Goal"), new Whose.Everybody(), Set.of())));
        String[] nobody = callers.header(AccessScope.NOTHING);

        assertThat(types(http().get(plan.plan() + "/$living-view", scope).json()))
                .containsExactly("CarePlan", "Goal");
        assertThat(http().get(plan.plan() + "/$living-view", nobody)).isRefused(404, "not-found");
        assertThat(http().get(plan.plan() + "/$changes", nobody)).isRefused(404, "not-found");
    }

    @Test
    void theChangesTellWhoDidWhatAndWhy() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        plan.call("$hold", "spec", text("reason", "In hospital"));

        Answer all = http().get(plan.plan() + "/$changes");
        JsonNode held = http().get(plan.plan() + "/$changes?since=2").json();

        assertThat(all).hasStatus(200);
        assertThat(all.text())
                .contains("\"push\"", "\"respond\"", "\"hold\"", "plan-agreement", "awaiting-response")
                .doesNotContain("lastModified");
        assertThat(held.path("parameter")).hasSize(1);
        JsonNode change = held.at("/parameter/0");
        assertThat(part(change, "path").path("valueString").asText()).isEqualTo("CarePlan.status");
        assertThat(part(change, "from").path("valueString").asText()).isEqualTo("active");
        assertThat(part(change, "to").path("valueString").asText()).isEqualTo("on-hold");
        assertThat(part(change, "why").path("valueString").asText()).isEqualTo("In hospital");
        assertThat(part(change, "who").at("/valueReference/reference").asText()).isEqualTo(plan.role("spec"));
        assertThat(part(change, "what").at("/valueReference/reference").asText())
                .isEqualTo(plan.plan() + "/_history/3");
    }

    @Test
    void whoSeesThePatientSeesTheChangesAndWhatActivitiesHaveBrought() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        String finding = """
                {"name":"outcome","resource":{"resourceType":"Observation","status":"final","code":{"text":"PEG"},
                 "subject":{"reference":"%s"},"valueInteger":3}}""".formatted(plan.patient());
        assertThat(plan.call(
                        "$update-progress",
                        "fp",
                        to("activity", plan.activities().getFirst()),
                        finding))
                .hasStatus(200);
        Set<String> ofPatient = Set.of(plan.patient().substring("Patient/".length()));
        String[] member =
                callers.header(AccessScope.of(new Grant(OF_PATIENTS, new Whose.Patients(ofPatient), Set.of())));
        String[] plansOnly =
                callers.header(AccessScope.of(new Grant(Set.of("CarePlan"), new Whose.Patients(ofPatient), Set.of())));

        assertThat(types(http().get(plan.plan() + "/$living-view", member).json()))
                .containsOnlyOnce("Observation");
        assertThat(http().get(plan.plan() + "/$changes", member).json().path("parameter"))
                .isEqualTo(http().get(plan.plan() + "/$changes").json().path("parameter"))
                .isNotEmpty();
        assertThat(http().get(plan.plan() + "/$changes", plansOnly).text())
                .contains("CarePlan/")
                .doesNotContain("Task/", "ServiceRequest/", "Observation/");
    }

    @Test
    void ownChangesAreNoNews() {
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));

        assertThat(http().get(plan.plan() + "/$changes?since=1&for=" + plan.role("fp"))
                        .json()
                        .path("parameter"))
                .isEmpty();
        assertThat(http().get(plan.plan() + "/$changes?since=1&for=" + plan.role("spec"))
                        .json()
                        .path("parameter"))
                .isNotEmpty();
        assertThat(http().get(plan.plan() + "/$changes?since=yesterday")).isRefused(400, "invalid-parameter");
    }

    private static List<String> types(JsonNode bundle) {
        List<String> types = new ArrayList<>();
        bundle.path("entry")
                .forEach(entry -> types.add(entry.at("/resource/resourceType").asText()));
        return types;
    }

    private static JsonNode part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        throw new AssertionError("No " + name + " in " + parameter);
    }
}
