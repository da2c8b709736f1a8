package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** Programs get tokens of the demo issuer by SMART Backend Services, or by a secret, and use them. */
class DemoProgramsIT {
    private static final String SEARCH = "system/Patient.rs";

    @Test
    void aProgramProvesByItsKeyWhoItIs() throws ParseException {
        Answer answer = ClientAssertion.sent(ClientAssertion.byEllipticCurve(claims -> claims), SEARCH);

        assertThat(answer).hasStatus(200).hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
        assertThat(answer.json().path("scope").asText()).isEqualTo(SEARCH);
        String token = answer.json().path("access_token").asText();
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(DemoServer.url());
        assertThat(claims.getAudience()).containsExactly(DemoServer.url() + "/fhir");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime()).isAfter(Date.from(Instant.now()));
        assertThat(claims.getStringClaim("scope")).isEqualTo(SEARCH);
        assertThat(claims.getStringClaim("role")).isEqualTo("emr");
        assertThat(DemoServer.fhir().get("Patient/pat-ruth-example", DemoServer.bearer(token)))
                .hasStatus(200);
        assertThat(DemoServer.fhir().get("Condition?_id=none", DemoServer.bearer(token)))
                .isRefused(403, "scope-missing");
    }

    @Test
    void whoIsToldOfABrokenGlassIsThere() {
        var demo = new YamlPropertiesFactoryBean();
        demo.setResources(new ClassPathResource("application-demo.yaml"));
        String contact = Objects.requireNonNull(demo.getObject()).getProperty("painbridge.consent.privacy-contact");
        String token = ClientAssertion.sent(ClientAssertion.byEllipticCurve(claims -> claims), "system/Organization.r")
                .json()
                .path("access_token")
                .asText();

        assertThat(DemoServer.fhir().get(contact, DemoServer.bearer(token))).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/*.cruds",
                "system/Patient.d",
                "system/Patient.rs system/Claim.u",
                "user/Patient.rs",
                "patient/Patient.rs",
                "system/Observation.rs?category:not=laboratory",
                "system/Condition.rs?category=problem-list-item&recorded-date=gt2026",
                "system/Patient.rs?_id=pat-ruth-example",
                "system/AuditEvent.rs",
                "launch/patient",
                "everything"
            })
    void aProgramGetsNoScopeThatItsRoleDoesNotHave(String scope) {
        assertRefused(
                scope,
                ClientAssertion.sent(ClientAssertion.byEllipticCurve(claims -> claims), scope),
                400,
                "invalid_scope");
    }

    @Test
    void aSecretOfADemonstrationDoesToo() {
        String request = "grant_type=client_credentials&scope=" + SEARCH;

        assertThat(DemoServer.tokenAnswer(request, DemoServer.basic("emr", "demo-emr")))
                .hasStatus(200);
        assertRefused(
                "another secret", DemoServer.tokenAnswer(request, DemoServer.basic("emr", "x")), 401, "invalid_client");
        assertRefused(
                "no such client", DemoServer.tokenAnswer(request, DemoServer.basic("x", "x")), 401, "invalid_client");
        assertRefused(
                "a client with a key",
                DemoServer.tokenAnswer(request, DemoServer.basic("backend", "x")),
                401,
                "invalid_client");
        assertRefused("nobody", DemoServer.tokenAnswer(request), 401, "invalid_client");
        assertRefused("a public client", DemoServer.tokenAnswer(request + "&client_id=app"), 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "emr, 200, 200, 403",
        "specialist, 200, 200, 403",
        "pharmacy, 200, 403, 403",
        "analyst, 403, 403, 403",
        "investigator, 403, 403, 403",
        "integrator, 403, 403, 403",
        "administrator, 200, 200, 200"
    })
    void whatARoleMayIsWhatItsTokenDoes(String role, int patient, int condition, int history) {
        String[] token = DemoServer.as(role);

        assertThat(DemoServer.fhir().get("Patient/pat-ruth-example", token)).hasStatus(patient);
        assertThat(DemoServer.fhir().get("Condition?_count=1", token)).hasStatus(condition);
        assertThat(DemoServer.fhir().post("$reindex", "{\"resourceType\":\"Parameters\"}", token))
                .hasStatus(history);
        assertThat(DemoServer.fhir().get("Organization/pha-sample", token)).hasStatus(200);
    }

    @Test
    void noEntryOfABundleGetsMoreThanTheToken() {
        String batch = """
                {"resourceType":"Bundle","type":"batch","entry":[
                {"request":{"method":"GET","url":"Patient/pat-ruth-example"}},
                {"request":{"method":"GET","url":"Condition?_count=1"}},
                {"request":{"method":"DELETE","url":"Patient/pat-ruth-example"}},
                {"resource":{"resourceType":"Consent"},"request":{"method":"POST","url":"Consent"}}]}""";

        JsonNode answer =
                DemoServer.fhir().post("", batch, DemoServer.as("pharmacy")).json();

        assertThat(StreamSupport.stream(answer.path("entry").spliterator(), false)
                        .map(entry -> entry.at("/response/status").asText().substring(0, 3)))
                .containsExactly("200", "403", "403", "403");
    }

    @Test
    void whoHoldsATokenMayBeAskedOfTheIssuer() {
        String token = ClientAssertion.sent(ClientAssertion.byEllipticCurve(claims -> claims), SEARCH)
                .json()
                .path("access_token")
                .asText();
        String[] client = DemoServer.basic("integrator", "demo-integrator");

        JsonNode known =
                DemoServer.form("oauth2/introspect", "token=" + token, client).json();

        assertThat(known.path("active").asBoolean()).isTrue();
        assertThat(known.path("client_id").asText()).isEqualTo(DemoServer.BACKEND);
        assertThat(known.path("scope").asText()).isEqualTo(SEARCH);
        assertThat(DemoServer.form("oauth2/introspect", "token=none", client)
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(DemoServer.form("oauth2/introspect", "token=" + token)).hasStatus(401);
    }

    @Test
    void browsersOfThisMachineMayCallAndNoOthers() {
        String[] asked = {"Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization"};

        Answer here = preflight("fhir/Patient/1", "http://localhost:3000", asked);
        Answer elsewhere = preflight("fhir/Patient/1", "https://app.example", asked);

        assertThat(here).hasStatus(200).hasHeader("Access-Control-Allow-Origin", "http://localhost:3000");
        assertThat(here.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(elsewhere).hasStatus(403);
        assertThat(elsewhere.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight("oauth2/token", "http://127.0.0.1:3000", "Access-Control-Request-Method", "POST"))
                .hasStatus(200);
        assertThat(preflight("oauth2/introspect", "http://127.0.0.1:3000", "Access-Control-Request-Method", "POST")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private static Answer preflight(String path, String origin, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Origin";
        all[headers.length + 1] = origin;
        return DemoServer.root().send("OPTIONS", path, BodyPublishers.noBody(), all);
    }

    @Test
    void thePageToTryItOnIsOpenAndTakesAToken() {
        assertThat(DemoServer.fhir().get("swagger-ui/")).hasStatus(200);
        assertThat(DemoServer.fhir().get("api-docs?page=Patient").text()).contains("scheme: bearer");
    }

    @Test
    void nobodyBecomesAClientByAsking() {
        for (String path : List.of("oauth2/register", "connect/register")) {
            assertThat(DemoServer.root().post(path, "{\"client_name\":\"x\"}", DemoServer.as("administrator")))
                    .hasStatus(404);
        }
    }

    @Test
    void discoveryTellsWhatThereIs() {
        JsonNode told = DemoServer.fhir().get(".well-known/smart-configuration").json();

        assertThat(told.path("issuer").asText()).isEqualTo(DemoServer.url());
        assertThat(told.path("token_endpoint").asText()).isEqualTo(DemoServer.url() + "/oauth2/token");
        assertThat(told.path("introspection_endpoint").asText()).isEqualTo(DemoServer.url() + "/oauth2/introspect");
        assertThat(told.path("revocation_endpoint").asText()).isEqualTo(DemoServer.url() + "/oauth2/revoke");
        assertThat(told.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(told.path("grant_types_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("client_credentials", "authorization_code", "refresh_token");
        assertThat(told.path("code_challenge_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("S256");
        assertThat(told.path("token_endpoint_auth_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("client_secret_basic", "private_key_jwt");
        JsonNode server =
                DemoServer.root().get(".well-known/oauth-authorization-server").json();
        assertThat(server.path("token_endpoint_auth_methods_supported"))
                .isEqualTo(told.path("token_endpoint_auth_methods_supported"));
        assertThat(server.path("grant_types_supported")).hasSameElementsAs(told.path("grant_types_supported"));
        assertThat(DemoServer.root().get("oauth2/jwks").text())
                .contains("\"RS256\"")
                .doesNotContain("\"d\"");
    }

    private static void assertRefused(String what, Answer answer, int status, String error) {
        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).as(what).isEqualTo(error);
        assertThat(answer.text()).as(what).doesNotContain("access_token", "Exception");
    }
}
