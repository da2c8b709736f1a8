package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** Who speaks in a care plan by which token. */
class PlanTokenIT extends SignInServer {
    private static final String PUSH = """
            {"resourceType":"Parameters","parameter":[
             {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"push-of-sam"}},
             {"name":"recipient","valueReference":{"reference":"PractitionerRole/role-of-fay"}},
             {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                "identifier":[{"system":"urn:made-up:plans","value":"plan-of-sam"}],"status":"draft","intent":"plan",
                "subject":{"reference":"Patient/lena"},"author":{"reference":"PractitionerRole/role-of-sam"},
                "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}]}},
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                "lifecycleStatus":"proposed","description":{"text":"Walk"},"subject":{"reference":"Patient/lena"}}},
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","resource":{"resourceType":"ServiceRequest",
                "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                  "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                "status":"active","intent":"proposal","code":{"text":"Pool"},"subject":{"reference":"Patient/lena"}}}]}}]}""";

    @Test
    void whoSpeaksInAPlanIsWhomTheTokenStandsFor() {
        storePatients("lena");
        String admin = ISSUER.token("system/*.cruds");
        for (String who : List.of("sam", "fay")) {
            put("PractitionerRole/role-of-" + who, """
                    {"resourceType":"PractitionerRole","id":"role-of-%1$s","active":true,
                    "practitioner":{"reference":"Practitioner/%1$s"},"organization":{"reference":"Organization/of-%1$s"}}""".formatted(who), admin);
        }
        String sam = ISSUER.ofUser("Practitioner/sam", "user/*.cruds");
        String fay = ISSUER.ofUser("Practitioner/fay", "user/*.cruds");
        assertThat(post("CarePlan/$push", PUSH, sam)).isRefused(404, "careplan-push-patient-unknown");
        assertThat(post("$process-message", message(), sam)).hasStatus(404);
        put("ServiceRequest/referral-of-lena", """
                {"resourceType":"ServiceRequest","id":"referral-of-lena","status":"active","intent":"order",
                "subject":{"reference":"Patient/lena"},
                "performer":[{"reference":"PractitionerRole/role-of-sam"},{"reference":"PractitionerRole/role-of-fay"}]}""", admin);
        assertThat(post("CarePlan/$push", PUSH, fay)).isRefused(403, "careplan-author-other");
        assertThat(post("$process-message", message(), fay)).hasStatus(403);
        assertThat(post("$process-message", message(), fay).text())
                .contains("careplan-author-other", "Bundle.entry[1].resource.author");
        assertThat(post("$process-message", message(), ISSUER.ofUser("Practitioner/sam", "user/*.ruds"))
                        .text())
                .contains("scope-missing", "CarePlan.c");
        assertThat(get("CarePlan?identifier=urn:made-up:plans%7Cplan-by-message", admin)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        Answer taken = post("$process-message", message(), sam);
        assertThat(taken).hasStatus(200);
        assertThat(taken.json().at("/entry/0/resource/response/code").asText()).isEqualTo("ok");
        assertThat(post("$process-message", message(), sam).text()).isEqualTo(taken.text());
        assertThat(get("Task?code=review-care-plan&owner=PractitionerRole/role-of-fay&patient=Patient/lena", admin)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        Answer pushed = post("CarePlan/$push", PUSH, sam);
        assertThat(pushed).hasStatus(200);
        String plan = pushed.json()
                .at("/parameter/0/valueReference/reference")
                .asText()
                .replaceFirst("/_history/.*", "");
        String task = pushed.json().at("/parameter/1/valueReference/reference").asText();

        String practice = ISSUER.ofOrganization("Organization/of-fay", "system/*.cruds");
        assertThat(post(plan + "/$acknowledge", parameters("", task, ""), practice))
                .hasStatus(200);
        String accept = parameters("a", task, ",{\"name\":\"decision\",\"valueCode\":\"accept\"}");
        assertThat(http().post(plan + "/$respond", accept, "Authorization", "Bearer " + fay, "If-Match", "W/\"1\""))
                .hasStatus(200);
        assertThat(get("Provenance?target=" + plan, admin).text())
                .contains("PractitionerRole/role-of-fay", "Organization/of-fay");

        String comment = parameters("b", "", ",{\"name\":\"text\",\"valueString\":\"Hello\"}");
        String asSam = comment.replace(
                "]}", ",{\"name\":\"author\",\"valueReference\":{\"reference\":\"PractitionerRole/role-of-sam\"}}]}");
        assertThat(post(plan + "/$comment", asSam, fay)).isRefused(403, "careplan-author-other");
        assertThat(post(plan + "/$comment", comment, ISSUER.token("user/*.cruds")))
                .isRefused(403, "careplan-not-member");
        assertThat(post(plan + "/$comment", comment, ISSUER.ofPatient("lena", "patient/*.cruds")))
                .isRefused(403, "scope-missing");
        assertThat(post(plan + "/$comment", comment, admin)).isRefused(422, "careplan-author-missing");
        assertThat(post(plan + "/$comment", asSam, admin)).hasStatus(200);
        assertThat(post(plan + "/$comment", asSam, sam)).hasStatus(200);
    }

    @Test
    void onePushIdentifierOfTwoOrganizationsIsTwoPlans() {
        storePatients("nora");
        String admin = ISSUER.token("system/*.cruds");
        for (String who : List.of("ben", "eve")) {
            put("PractitionerRole/role-of-" + who, """
                    {"resourceType":"PractitionerRole","id":"role-of-%1$s","active":true,
                    "practitioner":{"reference":"Practitioner/%1$s"},"organization":{"reference":"Organization/of-%1$s"}}""".formatted(who), admin);
        }
        put("ServiceRequest/referral-of-nora", """
                {"resourceType":"ServiceRequest","id":"referral-of-nora","status":"active","intent":"order",
                "subject":{"reference":"Patient/nora"},
                "performer":[{"reference":"PractitionerRole/role-of-ben"},{"reference":"PractitionerRole/role-of-eve"}]}""", admin);

        Answer first = pushOf("ben", "eve");
        Answer second = pushOf("eve", "ben");

        assertThat(second.json().at("/parameter/0/valueReference/reference").asText())
                .startsWith("CarePlan/")
                .isNotEqualTo(
                        first.json().at("/parameter/0/valueReference/reference").asText());
        assertThat(pushOf("eve", "ben").text()).contains("\"duplicate\",\"valueBoolean\":true");
        assertThat(get("CarePlan?patient=Patient/nora", admin)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    /** Under an identifier that both use. */
    private Answer pushOf(String author, String recipient) {
        String push = PUSH.replace("push-of-sam", "push-of-nobody-else")
                .replace("plan-of-sam", "plan-of-" + author)
                .replace("role-of-sam", "role-of-" + author)
                .replace("role-of-fay", "role-of-" + recipient)
                .replace("lena", "nora");
        Answer pushed = post("CarePlan/$push", push, ISSUER.ofUser("Practitioner/" + author, "user/*.cruds"));
        assertThat(pushed).hasStatus(200);
        return pushed;
    }

    @Test
    void aTaskOfNoPlanThatIsHiddenIsNotThere() {
        storePatients("theo");
        String admin = ISSUER.token("system/*.cruds");
        put("Practitioner/mina", "{\"resourceType\":\"Practitioner\",\"id\":\"mina\"}", admin);
        for (String focus : List.of("Observation/of-theo", "CarePlan/of-theo-not-there")) {
            Answer stored = post("Task", """
                    {"resourceType":"Task","status":"requested","intent":"order","for":{"reference":"Patient/theo"},
                    "focus":{"reference":"%s"}}""".formatted(focus), admin);
            assertThat(stored).hasStatus(201);
            String task = "Task/" + stored.json().path("id").asText();
            String mina = ISSUER.ofUser("Practitioner/mina", "user/*.cruds");

            Answer hidden = decide(task, mina);

            assertThat(hidden).isRefused(404, "not-found");
            assertThat(hidden.text().replace(task, "Task/missing"))
                    .isEqualTo(decide("Task/missing", mina).text());
        }
    }

    private Answer decide(String task, String token) {
        String accept = parameters("c", "", ",{\"name\":\"decision\",\"valueCode\":\"accept\"}");
        return http().post(task + "/$decide", accept, "Authorization", "Bearer " + token, "If-Match", "W/\"1\"");
    }

    @Test
    void aMessageNeedsTheScopesOfWhatItAsksFor() {
        String message = """
                {"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"MessageHeader","id":"%1$s-1",
                  "eventCoding":{"system":"https://ehealthontario.ca/fhir/CodeSystem/message-event-code","code":"%1$s"},
                  "source":{"endpoint":"https://emr.example.org/fhir"},"focus":[{"reference":"%2$s/x"}]}},
                 {"resource":{"resourceType":"%2$s","id":"x"}}]}""";
        String push = message.formatted("add-service-request", "CarePlan");
        String booked = message.formatted("notify-add-appointment", "Appointment");
        String moved = message.formatted("notify-update-appointment", "Appointment");
        String referrals = ISSUER.token("user/ServiceRequest.cruds user/CarePlan.ruds user/Appointment.rs");

        assertThat(post("$process-message", push, referrals).text()).contains("scope-missing", "CarePlan.c");
        assertThat(post("$process-message", push, ISSUER.ofPatient("lena", "patient/*.cruds"))
                        .text())
                .contains("scope-missing");
        assertThat(post("$process-message", booked, referrals).text()).contains("scope-missing", "Appointment.c");
        assertThat(post("$process-message", moved, referrals).text()).contains("scope-missing", "Appointment.u");
        assertThat(post("$process-message", push, ISSUER.token("user/*.cruds")).text())
                .doesNotContain("scope-missing");
    }

    /** The same plan under another name. */
    private String message() {
        String members = PUSH.substring(PUSH.indexOf("{\"fullUrl\""), PUSH.lastIndexOf("]}}]}"));
        return """
                {"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"MessageHeader","id":"of-sam",
                  "eventCoding":{"system":"https://ehealthontario.ca/fhir/CodeSystem/message-event-code","code":"add-service-request"},
                  "destination":[{"endpoint":"%1$s","receiver":{"reference":"PractitionerRole/role-of-fay"}}],
                  "source":{"endpoint":"https://emr.example.org/fhir"},
                  "focus":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"}]}},%2$s]}""".formatted(base(), members)
                .replace("plan-of-sam", "plan-by-message")
                .replace("\"Patient/", "\"" + base() + "/Patient/")
                .replace("\"PractitionerRole/", "\"" + base() + "/PractitionerRole/");
    }

    private static String parameters(String identifier, String task, String more) {
        String named = identifier.isEmpty()
                ? ""
                : "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"urn:made-up:calls\",\"value\":\""
                        + identifier + "\"}},";
        String about = task.isEmpty() ? "" : "{\"name\":\"task\",\"valueReference\":{\"reference\":\"" + task + "\"}}";
        return ("{\"resourceType\":\"Parameters\",\"parameter\":[" + named + about + more + "]}")
                .replace(",,", ",")
                .replace("[,", "[");
    }
}
