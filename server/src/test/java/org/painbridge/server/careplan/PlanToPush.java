package org.painbridge.server.careplan;

import java.util.List;
import org.painbridge.server.FhirHttp;

/**
 * A plan with two activities, which a specialist is about to push to a family physician. All people are fictitious.
 *
 * @param people a word in the ids of all who take part, and of the patient
 * @param name a word that no other plan has
 * @param requester of what it asks for; nobody where it is empty
 * @param referral the ServiceRequest that it answers; none where it is empty
 */
record PlanToPush(String people, String name, String requester, String referral) {
    PlanToPush(String id) {
        this(id, id, "PractitionerRole/spec-" + id, "");
    }

    /** The patient, and everybody with a role, an organization and a system of their own. */
    void storePeople(FhirHttp http) {
        put(http, "Patient", "pat", "");
        for (String who : List.of("spec", "fp", "stranger")) {
            put(http, "Practitioner", who, "");
            put(http, "Organization", who + "-org", ",\"name\":\"Example\"");
            put(http, "Endpoint", who, """
                    ,"status":"active","address":"https://emr.example.org/fhir","payloadType":[{"text":"Care plans"}],
                    "connectionType":{"system":"http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
                      "code":"hl7-fhir-rest"}""");
            put(http, "PractitionerRole", who, """
                    ,"active":true,"practitioner":{"reference":"Practitioner/%1$s-%2$s"},
                    "organization":{"reference":"Organization/%1$s-org-%2$s"},
                    "endpoint":[{"reference":"Endpoint/%1$s-%2$s"}]""".formatted(who, people));
        }
    }

    private void put(FhirHttp http, String type, String who, String more) {
        String whole = who + "-" + people;
        http.put(type + "/" + whole, "{\"resourceType\":\"" + type + "\",\"id\":\"" + whole + "\"" + more + "}");
    }

    /** Of {@code CarePlan/$push}. */
    String body() {
        String answers = referral.isEmpty() ? "" : "\"supportingInfo\":[{\"reference\":\"" + referral + "\"}],";
        return """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"push-%4$s"}},
                 {"name":"recipient","valueReference":{"reference":"PractitionerRole/fp-%1$s"}},
                 {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                    "identifier":[{"system":"urn:made-up:plans","value":"plan-%4$s"}],%5$s
                    "status":"draft","intent":"plan","title":"Walk again",
                    "subject":{"reference":"Patient/pat-%1$s"},"author":{"reference":"PractitionerRole/spec-%1$s"},
                    "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                    "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}},
                                {"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000004"}}]}},
                  {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                    "lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                    "subject":{"reference":"Patient/pat-%1$s"}}},
                  %2$s,%3$s]}}]}""".formatted(people, activity(3, "Physiotherapy"), activity(4, "Warm pool"), name, answers);
    }

    private String activity(int number, String what) {
        return """
                {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000%2$d","resource":{"resourceType":"ServiceRequest",
                  "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                    "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                  "status":"active","intent":"proposal","code":{"text":"%3$s"},
                  %4$s"subject":{"reference":"Patient/pat-%1$s"}}}""".formatted(
                        people,
                        number,
                        what,
                        requester.isEmpty() ? "" : "\"requester\":{\"reference\":\"" + requester + "\"},");
    }
}
