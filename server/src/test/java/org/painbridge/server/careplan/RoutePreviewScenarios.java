package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;

abstract class RoutePreviewScenarios extends ServerScenarios {
    private final String id = unique();

    @BeforeEach
    void aPracticeWithinARegion() {
        put("Endpoint", "mail", """
                ,"status":"active","connectionType":{"code":"hl7-fhir-rest"},"payloadType":[{"text":"any"}],
                "address":"https://region.example/fhir\"""");
        put("Organization", "region", ",\"name\":\"Region\",\"endpoint\":[" + to("Endpoint/mail") + "]");
        put("Organization", "practice", ",\"name\":\"Practice\",\"partOf\":" + to("Organization/region"));
        put("PractitionerRole", "fp", ",\"organization\":" + to("Organization/practice"));
        put("PractitionerRole", "locum", ",\"organization\":" + to("Organization/practice"));
        put(
                "Patient",
                "pat",
                ",\"generalPractitioner\":[" + to("PractitionerRole/fp") + "],\"managingOrganization\":"
                        + to("Organization/practice"));
    }

    @Test
    void withoutATeamTheRecordLeadsToTheGeneralPractitionerAndThenTheOrganization() {
        JsonNode answer = preview("");

        assertThat(values(answer, "reason")).containsExactly("general-practitioner", "organization-intake");
        assertThat(values(answer, "confidence")).containsExactly("certain", "fallback");
        assertThat(values(answer, "practitionerRole")).containsExactly("PractitionerRole/fp-" + id);
        assertThat(values(answer, "organization")).containsOnly("Organization/practice-" + id);
        assertThat(values(answer, "endpoint")).containsOnly("Endpoint/mail-" + id);
    }

    @Test
    void theFamilyPhysicianOfTheTeamComesFirst() {
        team("active", "62247001", "2020-01-01", "");
        assertThat(values(preview(""), "reason"))
                .containsExactly("care-team", "general-practitioner", "organization-intake");
        assertThat(values(preview(""), "confidence")).containsExactly("certain", "fallback", "fallback");
        assertThat(values(preview(""), "channel")).containsOnly("inbox");

        String pushed = http().post("CarePlan/$push", push()).text();

        assertThat(pushed).contains("\"care-team\"", "PractitionerRole/locum-" + id);
    }

    /** Without a recipient, and without a team of its own; a dry run. */
    private String push() {
        return """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"route-%1$s"}},
                 {"name":"dryRun","valueBoolean":true},
                 {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                    "identifier":[{"system":"urn:made-up:plans","value":"route-%1$s"}],
                    "status":"draft","intent":"plan","title":"Walk again",
                    "subject":{"reference":"Patient/pat-%1$s"},"author":{"reference":"PractitionerRole/fp-%1$s"},
                    "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                    "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}]}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","resource":{"resourceType":"ServiceRequest",
                    "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                      "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                    "status":"active","intent":"proposal","code":{"text":"Physiotherapy"},
                    "requester":{"reference":"PractitionerRole/fp-%1$s"},"subject":{"reference":"Patient/pat-%1$s"}}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                    "lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                    "subject":{"reference":"Patient/pat-%1$s"}}}]}}]}""".formatted(id);
    }

    @Test
    void whoIsNoPhysicianOrNoMemberAnyMoreIsNobodyThere() {
        team("active", "36682004", "2020-01-01", "");
        assertThat(values(preview(""), "reason")).doesNotContain("care-team");
        assertThat(values(preview("&role=http://snomed.info/sct%7C36682004"), "reason"))
                .contains("care-team");

        team("active", "62247001", "2020-01-01", "2021-01-01");
        assertThat(values(preview(""), "reason")).doesNotContain("care-team");
    }

    @Test
    void whatIsNoPatientHereIsSaid() {
        assertThat(http().get("CarePlan/$route-preview?patient=Patient/none-" + id))
                .isRefused(404, "not-found");
        assertThat(http().get("CarePlan/$route-preview")).isRefused(400, "invalid-parameter");
        assertThat(http().get("CarePlan/$route-preview?patient=Group/1")).isRefused(400, "invalid-parameter");
        assertThat(http().get("CarePlan/$route-preview?patient=Patient/pat-" + id + "&role=doctor"))
                .isRefused(400, "invalid-parameter");
    }

    private JsonNode preview(String more) {
        var answer = http().get("CarePlan/$route-preview?patient=Patient/pat-" + id + more);
        assertThat(answer).hasStatus(200);
        return answer.json();
    }

    private void team(String status, String role, String start, String end) {
        String until = end.isEmpty() ? "" : ",\"end\":\"" + end + "\"";
        put("CareTeam", "team", """
                ,"status":"%s","subject":%s,"participant":[{"role":[{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}],
                "member":%s,"period":{"start":"%s"%s}}]""".formatted(
                        status, to("Patient/pat"), role, to("PractitionerRole/locum"), start, until));
    }

    private String to(String reference) {
        return "{\"reference\":\"" + reference + "-" + id + "\"}";
    }

    private void put(String type, String name, String more) {
        String whole = name + "-" + id;
        String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + whole + "\"" + more + "}";
        assertThat(http().put(type + "/" + whole, body).status()).isBetween(200, 201);
    }

    private static List<String> values(JsonNode answer, String name) {
        List<String> values = new ArrayList<>();
        answer.path("parameter")
                .forEach(candidate -> candidate.path("part").forEach(part -> {
                    if (part.path("name").asText().equals(name)) {
                        values.add(
                                part.has("valueCode")
                                        ? part.path("valueCode").asText()
                                        : part.at("/valueReference/reference").asText());
                    }
                }));
        return values;
    }
}
