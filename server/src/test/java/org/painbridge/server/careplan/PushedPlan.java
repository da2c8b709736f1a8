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
    private final String id;
    private final String requester;
    private final Answer pushed;
    private int calls;

    /** @param id a word that no other test uses */
    public PushedPlan(FhirHttp http, String id) {
        this(http, id, "PractitionerRole/spec-" + id);
    }

    /** @param requester of what it asks for; nobody where it is empty */
    PushedPlan(FhirHttp http, String id, String requester) {
        this.http = http;
        this.id = id;
        this.requester = requester.isEmpty() ? "" : "\"requester\":{\"reference\":\"" + requester + "\"},";
        put("Patient", "pat", "");
        for (String who : List.of("spec", "fp", "stranger")) {
            put("Practitioner", who, "");
            put("Organization", who + "-org", ",\"name\":\"Example\"");
            put("Endpoint", who, """
                    ,"status":"active","address":"https://emr.example.org/fhir","payloadType":[{"text":"Care plans"}],
                    "connectionType":{"system":"http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
                      "code":"hl7-fhir-rest"}""");
            put("PractitionerRole", who, """
                    ,"active":true,"practitioner":{"reference":"Practitioner/%1$s-%2$s"},
                    "organization":{"reference":"Organization/%1$s-org-%2$s"},
                    "endpoint":[{"reference":"Endpoint/%1$s-%2$s"}]""".formatted(who, id));
        }
        pushed = http.post("CarePlan/$push", push());
        AnswerAssert.assertThat(pushed).hasStatus(200);
    }

    private void put(String type, String name, String more) {
        String whole = name + "-" + id;
        http.put(type + "/" + whole, "{\"resourceType\":\"" + type + "\",\"id\":\"" + whole + "\"" + more + "}");
    }

    /** {@code PractitionerRole/fp-...}. */
    String role(String who) {
        return "PractitionerRole/" + who + "-" + id;
    }

    String patient() {
        return "Patient/pat-" + id;
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
                + identifier + "-" + id + "\"}}");
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

    private String push() {
        return """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"push-%1$s"}},
                 {"name":"recipient","valueReference":{"reference":"PractitionerRole/fp-%1$s"}},
                 {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                    "identifier":[{"system":"urn:made-up:plans","value":"plan-%1$s"}],
                    "status":"draft","intent":"plan","title":"Walk again",
                    "subject":{"reference":"Patient/pat-%1$s"},"author":{"reference":"PractitionerRole/spec-%1$s"},
                    "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                    "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}},
                                {"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000004"}}]}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                    "lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                    "subject":{"reference":"Patient/pat-%1$s"}}},
                  %2$s,%3$s]}}]}""".formatted(id, activity(3, "Physiotherapy"), activity(4, "Warm pool"));
    }

    private String activity(int number, String what) {
        return """
                {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000%2$d","resource":{"resourceType":"ServiceRequest",
                  "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                    "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                  "status":"active","intent":"proposal","code":{"text":"%3$s"},
                  %4$s"subject":{"reference":"Patient/pat-%1$s"}}}""".formatted(id, number, what, requester);
    }
}
