package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server of its own, since a sign-in is a setting of the whole server; one for all that has to do with tokens. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:sign-in;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "painbridge.security.issuer=" + TokenIssuer.NAME,
            "painbridge.security.care.unlimited-roles=" + TokenIssuer.UNLIMITED,
            "painbridge.security.audience=" + TokenIssuer.AUDIENCE,
            "painbridge.security.token-endpoint=" + TokenIssuer.NAME + "/token",
            "painbridge.consent.override-roles=doctor,privacy",
            "painbridge.consent.free-roles=privacy",
            "painbridge.disclosure.request-roles=discloser",
            "painbridge.disclosure.approve-roles=releaser",
            "painbridge.disclosure.recipients.college.name=College of a test",
            "painbridge.disclosure.recipients.college.bases.s1=Act of a test, s. 1"
        })
abstract class SignInServer {
    static final TokenIssuer ISSUER = TokenIssuer.start();

    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"active\":true}";
    private static final String OBSERVATION = """
            {"resourceType":"Observation"%s,"status":"final","code":{"text":"pain"},"subject":{"reference":"Patient/%s"}}""";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("painbridge.security.jwk-set", ISSUER::keys);
    }

    final Answer get(String path, String token) {
        return http().get(path, "Authorization", "Bearer " + token);
    }

    final Answer post(String path, String body, String token) {
        return http().post(path, body, "Authorization", "Bearer " + token);
    }

    final Answer put(String path, String body, String token) {
        return http().put(path, body, "Authorization", "Bearer " + token);
    }

    final FhirHttp http() {
        return new FhirHttp(base());
    }

    final String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    /** The interfaces beside FHIR. */
    final FhirHttp beside() {
        return new FhirHttp("http://127.0.0.1:" + port);
    }

    /** Each with an Observation, {@code of-anna}. */
    final void storePatients(String... patients) {
        String token = ISSUER.token("system/*.cruds");
        for (String patient : patients) {
            assertThat(put("Patient/" + patient, PATIENT.formatted(patient), token)
                            .status())
                    .isBetween(200, 201);
            String id = "of-" + patient;
            assertThat(put("Observation/" + id, observation(id, patient), token).status())
                    .isBetween(200, 201);
        }
    }

    static String observation(String id, String patient) {
        return OBSERVATION.formatted(id.isEmpty() ? "" : ",\"id\":\"" + id + "\"", patient);
    }
}
