package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** Writes messages as an EMR does, about a patient and a clinic of their own. */
abstract class SentMessages extends ServerScenarios {
    private static final String EVENTS = "https://ehealthontario.ca/fhir/CodeSystem/message-event-code";

    String id;
    private int sent;

    @BeforeEach
    void aPatientAndAClinic() {
        id = unique();
        put("Patient", "pat", ",\"identifier\":[" + identifier("health-number", "pat") + "]");
        put("Organization", "clinic", ",\"name\":\"Example\",\"identifier\":[" + identifier("clinics", "clinic") + "]");
    }

    Answer process(String message) {
        return http().post("$process-message", message);
    }

    static void assertTaken(Answer answer) {
        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("type").asText()).isEqualTo("message");
        assertThat(answer.json().at("/entry/0/resource/response/code").asText()).isEqualTo("ok");
    }

    static org.assertj.core.api.AbstractStringAssert<?> assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        JsonNode header = answer.json().at("/entry/0/resource");
        assertThat(header.at("/response/code").asText()).isEqualTo("fatal-error");
        assertThat(header.at("/response/details/reference").asText())
                .isEqualTo(answer.json().at("/entry/1/fullUrl").asText());
        return assertThat(answer.json().at("/entry/1/resource").toString()).contains("\"" + code + "\"");
    }

    JsonNode only(String search) {
        JsonNode found = http().get(search).json();
        assertThat(found.path("total").asInt()).as(search).isEqualTo(1);
        return found.at("/entry/0/resource");
    }

    JsonNode again(JsonNode resource) {
        return http().get(resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText())
                .json();
    }

    String referral(String name) {
        return bundle(name, "add-service-request", "ServiceRequest/sr", entries() + "," + entry("sr", request("sr")));
    }

    /** About the referral, which it names by its identifier. */
    String message(String event, String type, String focus) {
        String more = type.equals("ServiceRequest") ? "" : "," + entry("sr", request("sr"));
        return bundle("m" + ++sent, event, type + "/focus", entries() + more + "," + entry("focus", focus));
    }

    String ofPlan(PushedPlan plan, String event, String fullUrl, String focus) {
        String url = fullUrl.startsWith("urn:") ? fullUrl : base() + "/" + fullUrl;
        String author = "\"author\":{\"reference\":\"" + base() + "/" + plan.role("fp") + "\"},";
        return bundle("p" + ++sent, event, url, "{\"fullUrl\":\"" + url + "\",\"resource\":" + focus + "}")
                .replace("\"source\":", author + "\"source\":");
    }

    String bundle(String name, String event, String focus, String entries) {
        return """
                {"resourceType":"Bundle","type":"message","entry":[
                 {"fullUrl":"urn:uuid:00000000-0000-4000-8000-0000000000f0","resource":{"resourceType":"MessageHeader",
                  "id":"%s-%s","eventCoding":{"system":"%s","code":"%s"},
                  "source":{"endpoint":"https://emr.example.org/fhir"},"focus":[{"reference":"%s"}]}},%s]}""".formatted(name, id, EVENTS, event, focus, entries);
    }

    String entries() {
        return entry("p", "{\"resourceType\":\"Patient\",\"identifier\":[" + identifier("health-number", "pat") + "]}")
                + ","
                + entry(
                        "o",
                        "{\"resourceType\":\"Organization\",\"identifier\":[" + identifier("clinics", "clinic") + "]}")
                + ","
                + entry(
                        "r",
                        "{\"resourceType\":\"Practitioner\",\"identifier\":[" + identifier("licences", "who-knows")
                                + "]}")
                + "," + entry("c", """
                {"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Back pain"}}""");
    }

    String request(String name) {
        return """
                {"resourceType":"ServiceRequest","identifier":[{"system":"urn:made-up:referrals","value":"R-%s"}],
                 "status":"active","intent":"order","code":{"text":"Pain clinic"},"subject":{"reference":"Patient/p"},
                 "requester":{"reference":"Practitioner/r"},"performer":[{"reference":"Organization/o"}],
                 "reasonReference":[{"reference":"Condition/c"}]}""".formatted(id);
    }

    String entry(String name, String resource) {
        String type = resource.replaceFirst("(?s).*?\"resourceType\":\"([A-Za-z]+)\".*", "$1");
        return "{\"fullUrl\":\"https://emr.example.org/" + id + "/" + type + "/" + name + "\",\"resource\":" + resource
                + "}";
    }

    String identifier(String system, String value) {
        return "{\"system\":\"urn:made-up:" + system + "\",\"value\":\"" + value + "-" + id + "\"}";
    }

    void put(String type, String name, String more) {
        String whole = name + "-" + id;
        assertThat(http().put(
                                type + "/" + whole,
                                "{\"resourceType\":\"" + type + "\",\"id\":\"" + whole + "\"" + more + "}"))
                .hasStatus(201);
    }
}
