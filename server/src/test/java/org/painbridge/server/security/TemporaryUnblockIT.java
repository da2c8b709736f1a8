package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** Anna withholds her record from everybody; a doctor and a nurse work in one clinic, a second doctor elsewhere. */
class TemporaryUnblockIT extends SignInServer {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String clinic = "Organization/clinic-" + mark;
    private final String admin = ISSUER.token("system/*.cruds");

    @BeforeEach
    void store() {
        store("Organization", "clinic", ",\"name\":\"Clinic\"");
        for (String name : new String[] {"doctor", "nurse", "stranger"}) {
            store("Practitioner", name, "");
        }
        works("doctor", clinic);
        works("nurse", clinic);
        works("stranger", "Organization/elsewhere-" + mark);
        store(
                "Patient",
                "anna",
                ",\"generalPractitioner\":[{\"reference\":\"" + clinic + "\"},{\"reference\":\"Organization/elsewhere-"
                        + mark + "\"}]");
        store("Observation", "of-anna", """
                ,"status":"final","code":{"text":"pain"},"subject":{"reference":"Patient/anna-%s"}""".formatted(mark));
        store("Consent", "of-anna", """
                ,"status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                "code":"patient-privacy"}]},"category":[{"text":"lock-box"}],"patient":{"reference":"Patient/anna-%s"},
                "provision":{"type":"deny"}""".formatted(mark));
    }

    @Test
    void itOpensForColleaguesAndForNobodyElse() {
        assertThat(see("nurse")).isRefused(404, "not-found");

        Answer opened = unblock("doctor", clinic);

        assertThat(opened).hasStatus(200);
        assertThat(opened.json().at("/provision/actor/0/reference/reference").asText())
                .isEqualTo(clinic);
        assertThat(opened.json().at("/performer/0/reference").asText()).isEqualTo("Practitioner/doctor-" + mark);
        assertThat(see("doctor")).hasStatus(200);
        assertThat(see("nurse")).hasStatus(200);
        assertThat(see("stranger")).isRefused(404, "not-found");
        assertThat(get("Observation/of-anna-" + mark, ISSUER.ofOrganization(clinic, "system/*.rs")))
                .isRefused(404, "not-found");
        assertThat(get("Communication?based-on=Consent/" + opened.id(), admin)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void itOpensOnlyForAnOrganizationInWhichOneWorks() {
        assertThat(unblock("doctor", "Organization/elsewhere-" + mark))
                .isRefused(403, "override-refused")
                .at("Parameters.parameter.where(name='organization')");
        assertThat(see("stranger")).isRefused(404, "not-found");
    }

    private Answer unblock(String name, String organization) {
        String body = """
                {"resourceType":"Parameters","parameter":[
                {"name":"patient","valueReference":{"reference":"Patient/anna-%s"}},
                {"name":"reason","valueCode":"PATRQT"},
                {"name":"organization","valueReference":{"reference":"%s"}}]}""".formatted(mark, organization);
        return post("Consent/$temporary-unblock", body, token(name));
    }

    private Answer see(String name) {
        return get("Observation/of-anna-" + mark, token(name));
    }

    private String token(String name) {
        return ISSUER.token(claims -> claims.claim("scope", "user/*.rs")
                .claim("fhirUser", "Practitioner/" + name + "-" + mark)
                .claim("role", "doctor"));
    }

    private void works(String name, String organization) {
        store("PractitionerRole", name, """
                ,"active":true,"practitioner":{"reference":"Practitioner/%s-%s"},"organization":{"reference":"%s"}""".formatted(name, mark, organization));
    }

    private void store(String type, String name, String elements) {
        String id = name + "-" + mark;
        String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"" + elements + "}";
        assertThat(put(type + "/" + id, body, admin)).hasStatus(201);
    }
}
