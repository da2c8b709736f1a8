package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What counts as a token, and what is told of who has one. */
class SignInIT extends SignInServer {
    @Autowired
    private DataSource dataSource;

    @Test
    void withoutATokenNothingIsOpenButWhatClientsReadFirst() {
        Answer refused = http().get("Patient");

        assertThat(refused).isRefused(401, "not-signed-in");
        assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(http().post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}"))
                .isRefused(401, "not-signed-in");
        assertThat(beside().get("metrics")).isRefused(401, "not-signed-in");
        assertThat(http().get("metadata")
                        .json()
                        .at("/rest/0/security/service/0/coding/0/code")
                        .asText())
                .isEqualTo("SMART-on-FHIR");
        assertThat(http().get(".well-known/smart-configuration")
                        .json()
                        .path("token_endpoint")
                        .asText())
                .isEqualTo(TokenIssuer.NAME + "/token");
    }

    @Test
    void theServerTellsWhoseTokensItTakes() {
        JsonNode told = beside().get(".well-known/oauth-protected-resource").json();

        assertThat(told.path("resource").asText()).isEqualTo(TokenIssuer.AUDIENCE);
        assertThat(told.path("authorization_servers"))
                .extracting(JsonNode::asText)
                .containsExactly(TokenIssuer.NAME);
        assertThat(told.has("tls_client_certificate_bound_access_tokens")).isFalse();
    }

    @Test
    void inWhoseNameSomebodyActsIsInTheTrail() {
        storePatients("otis");
        String token = ISSUER.token(claims -> claims.claim("scope", "user/*.cruds")
                .claim("role", TokenIssuer.UNLIMITED)
                .claim("rid", "cpso:delegate")
                .claim("obo", "cpso:custodian")
                .claim("uao", "authority-7"));

        assertThat(get("Observation/of-otis", token)).hasStatus(200);
        assertThat(post("Observation", observation("", "otis"), token)).hasStatus(201);

        assertThat(JdbcClient.create(dataSource)
                        .sql("select kind from audit_event where person = 'cpso:delegate'"
                                + " and query like '%obo=cpso:custodian uao=authority-7' order by kind")
                        .query(String.class)
                        .list())
                .containsExactly("create", "read");
    }

    @Test
    void aTokenThatDoesNotCountIsRefused() {
        Instant now = Instant.now();
        Map<String, String> tokens = new TreeMap<>(Map.of(
                "garbage", "abc.def.ghi",
                "unsigned", ISSUER.unsigned(),
                "signed with the public key", ISSUER.signedWithThePublicKey(),
                "signed by another", ISSUER.signedByAnother(),
                "expired", ISSUER.token(claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                "of the future", ISSUER.token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                "issued tomorrow", ISSUER.token(claims -> claims.issueTime(Date.from(now.plusSeconds(86_400)))),
                "for another server", ISSUER.token(claims -> claims.audience("https://other.example/fhir")),
                "for nobody", ISSUER.token(claims -> claims.audience(List.of())),
                "of another issuer", ISSUER.token(claims -> claims.issuer("https://other.example"))));
        tokens.put("without an end", ISSUER.token(claims -> claims.expirationTime(null)));

        tokens.forEach((what, token) -> {
            Answer answer = http().get("Patient", "Authorization", "Bearer " + token);

            assertThat(answer).as(what).isRefused(401, "not-signed-in");
            assertThat(answer.header("WWW-Authenticate")).as(what).hasValue("Bearer error=\"invalid_token\"");
        });
    }

    @Test
    void aBaseWithParametersIsNoAddress() {
        assertThat(beside().get("fhir;x=1/Patient")).isRefused(404, "not-found");
    }

    @Test
    void tokensAtHooksAreForHooksToJudge() {
        String ofAnEmr = ISSUER.token(claims -> claims.issuer("https://emr.example"));

        for (String token : List.of(ofAnEmr, "abc.def.ghi")) {
            String[] sent = {"Authorization", "Bearer " + token};
            assertThat(beside().get("cds-services", sent)).isRefused(401, "client-not-trusted");
            assertThat(beside().post("cds-services/imaging-appropriateness", "{}", sent))
                    .isRefused(401, "client-not-trusted");
        }
        assertThat(beside().get("cds-services")).hasStatus(200);
        assertThat(beside().get("cds-services", "Authorization", "Bearer " + ISSUER.signedByAnother()))
                .isRefused(401, "not-signed-in");
    }

    @Test
    void aTokenNeedNotSayWhenItWasIssued() {
        String token = ISSUER.token(claims -> claims.issueTime(null).claim("role", TokenIssuer.UNLIMITED));

        assertThat(get("Patient?_count=1", token)).hasStatus(200);
    }

    @Test
    void anExportIsForWhoRunsTheServerAndItsFilesNeedATokenToo() {
        String admin = ISSUER.token("system/*.cruds");
        Answer begun =
                http().get("$export?_type=Practitioner", "Authorization", "Bearer " + admin, "Prefer", "respond-async");
        String status = begun.header("Content-Location").orElseThrow().replaceFirst("^.*/fhir/", "");

        Answer done = get(status, admin);
        while (done.status() == 202) {
            done = get(status, admin);
        }

        assertThat(done.json().path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(get(status, ISSUER.token("user/*.cruds"))).isRefused(404, "not-found");
        assertThat(http().get(status)).isRefused(401, "not-signed-in");
    }

    @Test
    void theTrailIsOpenToWhoRunsTheServerAndToAPatientAsFarAsItIsAboutThatPatient() {
        storePatients("gina", "hugo");
        String own = ISSUER.ofPatient("gina", "patient/*.rs");
        get("Patient/gina", own);
        assertThat(get("Patient/hugo", own)).isRefused(404, "not-found");
        String[] unknown = {"Authorization", "Bearer abc.def.ghi", "X-Request-ID", "asked-by-nobody"};
        assertThat(http().get("Condition?patient=gina", unknown))
                .isRefused(401, "not-signed-in")
                .hasHeader("X-Request-ID", "asked-by-nobody");
        assertThat(http().get("Patient/gina").header("X-Request-ID")).isPresent();

        String all = get("AuditEvent?patient=gina,hugo&_count=200", ISSUER.token("system/AuditEvent.rs"))
                .text();
        String ofGina = get("AuditEvent?_count=200", own).text();

        assertThat(all).contains("Patient/hugo", "Patient/gina", "client-1", "HTTP 404", "HTTP 401", "asked-by-nobody");
        assertThat(ofGina).contains("Patient/gina", "client-1").doesNotContain("hugo", "\"query\"");
        assertThat(get("AuditEvent", ISSUER.token("user/*.rs"))).isRefused(403, "scope-missing");
        assertThat(get("AuditEvent?outcome=4&_count=200", ISSUER.token("system/AuditEvent.rs"))
                        .text())
                .contains("HTTP 401", "HTTP 403", "unknown")
                .doesNotContain("Bearer", "eyJ");
    }
}
