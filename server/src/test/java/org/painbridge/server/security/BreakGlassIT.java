package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** A doctor cares for Anna and Bert, who withhold their records from everybody; nobody else of Carla's care is known. */
class BreakGlassIT extends SignInServer {
    private static final String ALL = "user/*.rs user/Consent.cu system/AuditEvent.rs";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String doctor = "Practitioner/doctor-" + mark;
    private final String admin = ISSUER.token("system/*.cruds");

    @BeforeEach
    void store() {
        store("Practitioner", "doctor", "");
        for (String name : new String[] {"anna", "bert"}) {
            store("Patient", name, ",\"generalPractitioner\":[{\"reference\":\"" + doctor + "\"}]");
        }
        store("Patient", "carla", "");
        for (String name : new String[] {"anna", "bert", "carla"}) {
            store("Observation", "of-" + name, """
                    ,"status":"final","code":{"text":"pain"},"subject":{"reference":"Patient/%s-%s"}""".formatted(name, mark));
            store("Consent", "of-" + name, """
                    ,"status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                    "code":"patient-privacy"}]},"category":[{"text":"lock-box"}],"patient":{"reference":"Patient/%s-%s"},
                    "provision":{"type":"deny"}""".formatted(name, mark));
        }
    }

    @Test
    void whatIsWithheldIsOpenToWhoBrokeTheGlassAndNothingElseIs() {
        String token = doctor("doctor");
        assertThat(see("anna", token)).isRefused(404, "not-found");

        Answer broken = breakGlass("anna", reason("OVRER"), token);

        assertThat(broken).hasStatus(200);
        assertThat(broken.json().path("resourceType").asText()).isEqualTo("Consent");
        assertThat(broken.json().at("/provision/actor/0/reference/reference").asText())
                .isEqualTo(doctor);
        assertThat(broken.json().at("/provision/purpose/0/code").asText()).isEqualTo("OVRER");
        assertThat(see("anna", token)).hasStatus(200);
        assertThat(see("bert", token)).isRefused(404, "not-found");
        assertThat(see("anna", ISSUER.token("user/*.rs"))).isRefused(404, "not-found");
    }

    @Test
    void itIsOpenForAsLongAsWasAskedAndFourHoursAtMost() {
        String token = doctor("doctor");
        Instant until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

        Answer broken = breakGlass("anna", until(until), token);

        assertThat(Instant.parse(end(broken))).isEqualTo(until);
        Answer longest = breakGlass("bert", reason("OVRPS"), token);
        assertThat(Instant.parse(end(longest)))
                .isEqualTo(Instant.parse(
                                longest.json().at("/provision/period/start").asText())
                        .plusSeconds(4 * 3600));
        assertThat(breakGlass("anna", until(Instant.now().plusSeconds(5 * 3600)), token))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='until')");
        assertThat(breakGlass("anna", until(Instant.now().minusSeconds(1)), token))
                .isRefused(400, "invalid-parameter");
    }

    @Test
    void itIsWholeAgainOnceTheOverrideIsTakenBack() {
        String token = doctor("doctor");
        Answer broken = breakGlass("anna", reason("OVRER"), token);
        String consent = "Consent/" + broken.json().path("id").asText();
        String inactive = broken.text().replace("\"status\":\"active\"", "\"status\":\"inactive\"");

        assertThat(put(consent, inactive, token)).hasStatus(200);

        assertThat(see("anna", token)).isRefused(404, "not-found");
        assertThat(put(consent, broken.text(), admin)).isRefused(403, "override-refused");
    }

    @Test
    void itIsRefusedWithoutAReasonThatCounts() {
        String token = doctor("doctor");
        Map<String, String> reasons = new TreeMap<>(Map.of(
                "none",
                "",
                "unknown",
                parameter("reason", "valueCode", "\"CURIOUS\""),
                "as text",
                parameter("reason", "valueString", "\"OVRER\""),
                "of another system",
                parameter("reason", "valueCoding", "{\"system\":\"urn:x\",\"code\":\"OVRER\"}"),
                "twice",
                reason("OVRER") + "," + reason("OVRPS")));

        reasons.forEach((what, parameters) -> assertThat(breakGlass("anna", parameters, token))
                .as(what)
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='reason')"));
        assertThat(see("anna", token)).isRefused(404, "not-found");
    }

    @Test
    void whoDecidesForThePatientIsNamedWithTheReasonOfThat() {
        String token = doctor("doctor");
        store("RelatedPerson", "mother", ",\"patient\":{\"reference\":\"Patient/anna-" + mark + "\"}");
        store("RelatedPerson", "other", ",\"patient\":{\"reference\":\"Patient/bert-" + mark + "\"}");
        String mother = performer("RelatedPerson/mother-" + mark);

        for (String parameters : new String[] {
            reason("SUPNWK"),
            reason("OVRER") + "," + mother,
            reason("SUPNWK") + "," + performer("RelatedPerson/other-" + mark),
            reason("SUPNWK") + "," + performer("Patient/anna-" + mark)
        }) {
            assertThat(breakGlass("anna", parameters, token))
                    .isRefused(400, "invalid-parameter")
                    .at("Parameters.parameter.where(name='performer')");
        }
        assertThat(breakGlass("anna", reason("SUPNWK") + "," + mother, token)
                        .json()
                        .at("/performer/0/reference")
                        .asText())
                .isEqualTo("RelatedPerson/mother-" + mark);
    }

    @Test
    void itIsForPeopleOfRolesThatMay() {
        String organization = ISSUER.ofOrganization("Organization/clinic", "system/*.cruds");
        String unknown = ISSUER.token(claims -> claims.claim("scope", ALL).claim("role", "doctor"));

        String ofPatient = ISSUER.token(claims -> claims.claim("scope", "patient/*.rs")
                .claim("patient", "anna-" + mark)
                .claim("fhirUser", doctor)
                .claim("role", "doctor"));

        for (String token :
                new String[] {ofPatient, doctor("clerk"), ISSUER.ofUser(doctor, ALL), organization, unknown, admin}) {
            assertThat(breakGlass("anna", reason("OVRER"), token)).isRefused(403, "override-refused");
        }
        assertThat(breakGlass("anna", reason("OVRER"), ISSUER.ofUser(doctor, "user/Observation.rs")))
                .isRefused(403, "scope-missing");
    }

    @Test
    void itOpensNoPatientOutsideOfTheCareOfWhoAsks() {
        String token = doctor("doctor");

        Answer outside = breakGlass("carla", reason("OVRER"), token);
        Answer nobody = breakGlass("nobody", reason("OVRER"), token);

        assertThat(outside).isRefused(404, "not-found");
        assertThat(outside.text().replace("carla", "nobody")).isEqualTo(nobody.text());
        assertThat(see("carla", token)).isRefused(404, "not-found");
    }

    @Test
    void directivesBindNeitherThePatientNorRolesThatAreFree() {
        assertThat(see("anna", ISSUER.ofPatient("anna-" + mark, "patient/*.rs")))
                .hasStatus(200);
        assertThat(see("anna", doctor("privacy"))).hasStatus(200);
        assertThat(see("anna", admin)).hasStatus(200);
    }

    @Test
    void directivesBindTheSystemsOfAnOrganization() {
        String clinic = "Organization/clinic-" + mark;
        store("Organization", "clinic", ",\"name\":\"Clinic\"");
        store("Patient", "dora", ",\"managingOrganization\":{\"reference\":\"" + clinic + "\"}");
        store("Observation", "of-dora", """
                ,"status":"final","code":{"text":"pain"},"subject":{"reference":"Patient/dora-%s"}""".formatted(mark));
        String token = ISSUER.ofOrganization(clinic, "system/*.rs");
        assertThat(see("dora", token)).hasStatus(200);

        store("Consent", "of-dora", """
                ,"status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                "code":"patient-privacy"}]},"category":[{"text":"lock-box"}],"patient":{"reference":"Patient/dora-%s"},
                "provision":{"type":"deny","actor":[{"role":{"text":"recipient"},"reference":{"reference":"%s"}}]}""".formatted(mark, clinic));

        assertThat(see("dora", token)).isRefused(404, "not-found");
        assertThat(get("Patient/dora-" + mark, token)).hasStatus(200);
    }

    @Test
    void whoBrokeTheGlassIsInTheTrailAndIsTold() {
        String token = doctor("doctor");
        String consent = "Consent/"
                + breakGlass("anna", reason("OVRTPS"), token).json().path("id").asText();

        Answer trail = get("AuditEvent?subtype=break-glass&patient=anna-" + mark, ISSUER.token("system/AuditEvent.rs"));
        Answer told =
                get("Communication?based-on=" + consent, ISSUER.ofPatient("anna-" + mark, "patient/Communication.rs"));

        assertThat(trail.json().path("entry")).hasSize(1);
        assertThat(trail.text()).contains("\"BTG\"", "\"110127\"", doctor, consent + "/_history/1");
        assertThat(told.json().path("total").asInt()).isEqualTo(1);
        assertThat(told.text()).contains("broken the glass");
    }

    @Test
    void whatIsAskedWhileTheGlassIsBrokenIsMarkedInTheTrail() {
        String token = doctor("doctor");
        String anna = "Patient/anna-" + mark;
        assertThat(get(anna, token)).hasStatus(200);
        Answer broken = breakGlass("anna", reason("OVRER"), token);
        assertThat(get(anna, token)).hasStatus(200);
        assertThat(get("Observation?patient=" + anna, token)).hasStatus(200);
        String consent = "Consent/" + broken.json().path("id").asText();
        assertThat(put(consent, broken.text().replace("\"active\"", "\"inactive\""), token))
                .hasStatus(200);
        assertThat(get(anna, token)).hasStatus(200);

        assertThat(purposes("read")).containsExactly("", "BTG", "");
        assertThat(purposes("search-type")).containsExactly("BTG");
    }

    /** Of what the doctor asked about Anna, the newest first. */
    private List<String> purposes(String subtype) {
        Answer trail = get(
                "AuditEvent?subtype=" + subtype + "&agent=" + doctor + "&patient=anna-" + mark,
                ISSUER.token("system/AuditEvent.rs"));
        List<String> purposes = new ArrayList<>();
        trail.json()
                .path("entry")
                .forEach(entry -> purposes.add(
                        entry.at("/resource/purposeOfEvent/0/coding/0/code").asText()));
        return purposes;
    }

    private Answer see(String name, String token) {
        return get("Observation/of-" + name + "-" + mark, token);
    }

    private Answer breakGlass(String name, String parameters, String token) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}";
        return post("Patient/" + name + "-" + mark + "/$break-glass", body, token);
    }

    private static String end(Answer consent) {
        return consent.json().at("/provision/period/end").asText();
    }

    private static String reason(String code) {
        return parameter("reason", "valueCode", "\"" + code + "\"");
    }

    private static String until(Instant until) {
        return reason("OVRER") + "," + parameter("until", "valueInstant", "\"" + until + "\"");
    }

    private static String performer(String reference) {
        return parameter("performer", "valueReference", "{\"reference\":\"" + reference + "\"}");
    }

    private static String parameter(String name, String type, String value) {
        return "{\"name\":\"" + name + "\",\"" + type + "\":" + value + "}";
    }

    private String doctor(String role) {
        return ISSUER.token(
                claims -> claims.claim("scope", ALL).claim("fhirUser", doctor).claim("role", role));
    }

    private void store(String type, String name, String elements) {
        String id = name + "-" + mark;
        String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"" + elements + "}";
        assertThat(put(type + "/" + id, body, admin)).hasStatus(201);
    }
}
