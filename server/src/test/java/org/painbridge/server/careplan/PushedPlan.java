package org.painbridge.server.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.FhirHttp;

/** A plan with two activities that was pushed, and calls of the operations on it over HTTP. All people are fictitious. */
public final class PushedPlan {
    private final FhirHttp http;
    private final PlanToPush plan;
    private final Answer pushed;
    private int calls;

    /** @param id a word that no other test uses */
    public PushedPlan(FhirHttp http, String id) {
        this(http, new PlanToPush(id));
    }

    PushedPlan(FhirHttp http, PlanToPush plan) {
        this.http = http;
        this.plan = plan;
        plan.storePeople(http);
        pushed = http.post("CarePlan/$push", plan.body());
        AnswerAssert.assertThat(pushed).hasStatus(200);
    }

    /** {@code PractitionerRole/fp-...}. */
    String role(String who) {
        return "PractitionerRole/" + who + "-" + plan.people();
    }

    String patient() {
        return "Patient/pat-" + plan.people();
    }

    String plan() {
        return reference(pushed, "carePlan").replaceFirst("/_history/.*", "");
    }

    public String review() {
        return reference(pushed, "task");
    }

    JsonNode now() {
        return http.get(plan()).json();
    }

    int version() {
        return now().at("/meta/versionId").asInt();
    }

    /** {@code ServiceRequest/...}, in the order of the plan. */
    List<String> activities() {
        List<String> all = new ArrayList<>();
        now().path("activity")
                .forEach(each -> all.add(each.at("/reference/reference").asText()));
        return all;
    }

    JsonNode task(String activity) {
        return http.get("Task?focus=" + activity).json().at("/entry/0/resource");
    }

    /** With the current version and a new identifier. */
    Answer call(String operation, String who, String... parameters) {
        return call(operation, "call-" + ++calls, who, version(), parameters);
    }

    /** @param identifier of the request, made unique */
    Answer call(String operation, String identifier, String who, int version, String... parameters) {
        return http.post(
                plan() + "/" + operation, body(identifier, who, parameters), "If-Match", "W/\"" + version + "\"");
    }

    String body(String identifier, String who, String... parameters) {
        List<String> all = new ArrayList<>(Arrays.asList(parameters));
        all.add("{\"name\":\"author\",\"valueReference\":{\"reference\":\"" + role(who) + "\"}}");
        all.add("{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"urn:made-up:calls\",\"value\":\""
                + identifier + "-" + plan.name() + "\"}}");
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", all) + "]}";
    }

    static String code(String name, String value) {
        return "{\"name\":\"" + name + "\",\"valueCode\":\"" + value + "\"}";
    }

    static String text(String name, String value) {
        return "{\"name\":\"" + name + "\",\"valueString\":\"" + value + "\"}";
    }

    static String to(String name, String reference) {
        return "{\"name\":\"" + name + "\",\"valueReference\":{\"reference\":\"" + reference + "\"}}";
    }

    static String choice(String activity, String decision, String note) {
        return "{\"name\":\"activity\",\"part\":[" + to("reference", activity) + "," + code("decision", decision) + ","
                + text("note", note) + "]}";
    }

    static String reference(Answer answer, String name) {
        return parameter(answer, name).at("/valueReference/reference").asText();
    }

    static JsonNode parameter(Answer answer, String name) {
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + answer.text()));
    }
}
