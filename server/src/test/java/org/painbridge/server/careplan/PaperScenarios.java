package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;

abstract class PaperScenarios extends ServerScenarios {
    private String id;

    @BeforeEach
    void aClinicAndAPatientOfAnOrganization() {
        id = unique();
        put("Organization", "clinic", ",\"name\":\"Clinic\"");
        put("Organization", "intake", ",\"name\":\"Intake\"");
        put("Practitioner", "spec", "");
        put("PractitionerRole", "spec", """
                ,"practitioner":{"reference":"Practitioner/spec-%1$s"},"organization":{"reference":"Organization/clinic-%1$s"}""".formatted(id));
        put("Patient", "pat", ",\"managingOrganization\":{\"reference\":\"Organization/intake-" + id + "\"}");
    }

    @Test
    void withNobodyElseTheOrganizationTakesItInAndWhomNoSystemReachesGetsPaper() {
        Answer pushed = push();

        assertThat(pushed).hasStatus(200);
        JsonNode route = parameter(pushed, "route").path("part");
        assertThat(route.toString()).contains("organization-intake", "pdf-queue", "Organization/intake-" + id);
        assertThat(parameter(pushed, "outcome").toString())
                .contains("No system is known to reach Organization/intake-" + id);
        JsonNode paper = queue().at("/entry/0/resource");
        assertThat(paper.path("status").asText()).isEqualTo("requested");
        JsonNode document = http().get(
                        paper.at("/input/0/valueReference/reference").asText())
                .json();
        String url = document.at("/content/0/attachment/url").asText();
        assertThat(url).contains("/$render?format=pdf");
        Answer printed = http().get(url.replaceFirst(".*/fhir/", ""), "Accept", "application/pdf");
        assertThat(new String(printed.bytes(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @Test
    void whatHasArrivedNeedsNoPaper() {
        Answer pushed = push();
        String plan = PushedPlan.reference(pushed, "carePlan").replaceFirst("/_history/.*", "");
        String body = """
                {"resourceType":"Parameters","parameter":[
                 {"name":"author","valueReference":{"reference":"Organization/intake-%s"}},
                 {"name":"task","valueReference":{"reference":"%s"}}]}""".formatted(id, PushedPlan.reference(pushed, "task"));

        assertThat(http().post(plan + "/$acknowledge", body)).hasStatus(200);

        assertThat(queue().at("/entry/0/resource/status").asText()).isEqualTo("cancelled");
    }

    @Test
    void whoIsReachedGetsNoPaper() {
        put("Endpoint", "emr", """
                ,"status":"active","address":"https://emr.example.org/fhir","payloadType":[{"text":"Care plans"}],
                "connectionType":{"system":"http://terminology.hl7.org/CodeSystem/endpoint-connection-type","code":"hl7-fhir-rest"}""");
        put(
                "Organization",
                "intake",
                ",\"name\":\"Intake\",\"endpoint\":[{\"reference\":\"Endpoint/emr-" + id + "\"}]");

        JsonNode route = parameter(push(), "route").path("part");

        assertThat(route.toString()).contains("\"inbox\"", "Endpoint/emr-" + id);
        assertThat(queue().has("entry")).isFalse();
    }

    private JsonNode queue() {
        return http().get("Task?code=send-on-paper&owner=Organization/clinic-" + id)
                .json();
    }

    private void put(String type, String name, String more) {
        FhirHttp http = http();
        String whole = name + "-" + id;
        assertThat(http.put(
                                type + "/" + whole,
                                "{\"resourceType\":\"" + type + "\",\"id\":\"" + whole + "\"" + more + "}")
                        .status())
                .isBetween(200, 201);
    }

    private Answer push() {
        return http().post("CarePlan/$push", """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"paper-%1$s"}},
                 {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                    "identifier":[{"system":"urn:made-up:plans","value":"paper-%1$s"}],"status":"draft","intent":"plan",
                    "title":"Walk again","subject":{"reference":"Patient/pat-%1$s"},
                    "author":{"reference":"PractitionerRole/spec-%1$s"},
                    "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}]}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                    "lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                    "subject":{"reference":"Patient/pat-%1$s"}}}]}}]}""".formatted(id));
    }
}
