package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** An EMR opens an app with the record that it has open: SMART App Launch, from an EMR; and who signed in, by OpenID Connect. */
class DemoLaunchIT {
    private static final String RUTH = "pat-ruth-example";
    private static final String SCOPES = "launch openid fhirUser patient/*.rs";

    @Test
    void anAppThatAnEmrOpensReadsTheRecordThatIsOpenThere() throws ParseException, JOSEException {
        Map<String, String> request = request("app", begun(opened("app", RUTH)));
        request.put("nonce", "n-1");

        Answer answer = AppLaunch.token(AppLaunch.launched(request, "alma"), AppLaunch.VERIFIER, "client_id", "app");

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("patient").asText()).isEqualTo(RUTH);
        assertThat(answer.json().path("need_patient_banner").asBoolean()).isTrue();
        assertThat(answer.json().has("encounter")).isFalse();
        String[] token = DemoServer.bearer(answer.json().path("access_token").asText());
        assertThat(DemoServer.fhir().get("Patient/" + RUTH, token)).hasStatus(200);
        assertThat(DemoServer.fhir().get("Patient/pat-felix-example", token)).isRefused(404, "not-found");
        JWTClaimsSet person = verified(answer.json().path("id_token").asText());
        assertThat(person.getIssuer()).isEqualTo(DemoServer.url());
        assertThat(person.getAudience()).containsExactly("app");
        assertThat(person.getSubject()).isEqualTo("alma");
        assertThat(person.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(person.getStringClaim("fhirUser"))
                .isEqualTo(DemoServer.url() + "/fhir/Practitioner/prac-alma-sampleworth");
        assertThat(person.getExpirationTime()).isAfter(person.getIssueTime());
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        Map<String, String> request = AppLaunch.request("app", "openid user/Patient.rs");

        Answer answer = AppLaunch.token(AppLaunch.launched(request, "alma"), AppLaunch.VERIFIER, "client_id", "app");

        String person = answer.json().path("id_token").asText();
        assertThat(person).isNotBlank().doesNotContain("fhirUser");
        assertThat(DemoServer.fhir().get("Patient/" + RUTH, DemoServer.bearer(person)))
                .isRefused(401, "not-signed-in");
    }

    @Test
    void theEncounterAndThePatientStayWithTheGrant() {
        String encounter = "{\"resourceType\":\"Encounter\",\"id\":\"launch-1\",\"status\":\"in-progress\","
                + "\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/" + RUTH + "\"}}";
        assertThat(DemoServer.fhir()
                        .put("Encounter/launch-1", encounter, DemoServer.as("administrator"))
                        .status())
                .isBetween(200, 201);
        String ofAnother = "{\"app\":\"app\",\"patient\":\"pat-felix-example\",\"encounter\":\"launch-1\"}";
        assertThat(begin(ofAnother, DemoServer.as("emr"))).isRefused(400, "invalid-parameter");
        String launch = begun("{\"app\":\"app-with-secret\",\"patient\":\"" + RUTH
                + "\",\"encounter\":\"launch-1\",\"need_patient_banner\":false}");
        Map<String, String> request = request("app-with-secret", launch);
        request.put("scope", SCOPES + " offline_access");

        Answer first =
                byServer(Browser.query(AppLaunch.exchange(AppLaunch.launched(request, "alma"), AppLaunch.VERIFIER)));
        Answer second = byServer("grant_type=refresh_token&refresh_token="
                + first.json().path("refresh_token").asText());

        for (Answer answer : new Answer[] {first, second}) {
            assertThat(answer).hasStatus(200);
            assertThat(answer.json().path("patient").asText()).isEqualTo(RUTH);
            assertThat(answer.json().path("encounter").asText()).isEqualTo("launch-1");
            assertThat(answer.json().path("need_patient_banner").asBoolean(true))
                    .isFalse();
            assertThat(answer.json().path("id_token").asText()).isNotBlank();
        }
    }

    @Test
    void aLaunchCountsOnceAndForTheAppThatWasOpened() {
        String launch = begun(opened("app", RUTH));

        assertRefused(request("app-with-secret", launch), "alma", "invalid_request");
        assertThat(AppLaunch.launched(request("app", launch), "alma")).containsKey("code");
        assertRefused(request("app", launch), "alma", "invalid_request");
        assertRefused(request("app", "made-up"), "alma", "invalid_request");
    }

    @Test
    void theScopeAndTheLaunchGoTogether() {
        Map<String, String> request = request("app", begun(opened("app", RUTH)));
        request.put("scope", "patient/*.rs");

        assertRefused(request, "alma", "invalid_request");
    }

    /** The EMR's program reaches every patient, who signs in does not. */
    @Test
    void noAppIsOpenedWithAPatientWhomItsUserDoesNotReach() {
        String launch = begun(opened("app", "pat-felix-example"));

        assertRefused(request("app", launch), "alma", "access_denied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pharmacy; {'app':'app','patient':'pat-ruth-example'}; 403; access-denied",
                "emr; {'app':'app','patient':'nobody'}; 404; not-found",
                "emr; {'app':'app'}; 400; invalid-parameter",
                "emr; {'app':'app','patient':'pat-\\u0000'}; 400; invalid-parameter",
                "emr; {'app':'app','patient':'pat-ruth-example','encounter':'a b'}; 400; invalid-parameter",
                "emr; {'app':'emr','patient':'pat-ruth-example'}; 400; invalid-parameter",
                "emr; {'app':'unknown','patient':'pat-ruth-example'}; 400; invalid-parameter",
                "emr; {'app':'app','patient':'pat-ruth-example','encounter':'none'}; 404; not-found",
                "emr; {'app':'app','patient':'pat-ruth-example','intent':'x'}; 400; invalid-parameter",
                "emr; null; 400; invalid-parameter",
                "emr; [; 400; invalid-parameter"
            },
            quoteCharacter = '"')
    void aLaunchThatSaysNothingSoundIsNone(String client, String body, int status, String code) {
        assertThat(begin(body.replace('\'', '"'), DemoServer.as(client))).isRefused(status, code);
    }

    @Test
    void nobodyBeginsALaunchWithoutAToken() {
        assertThat(begin(opened("app", RUTH))).hasStatus(401);
    }

    @Test
    void discoveryTellsOfLaunchesAndOfWhoSignsIn() {
        JsonNode told = DemoServer.fhir().get(".well-known/smart-configuration").json();
        JsonNode openId =
                DemoServer.root().get(".well-known/openid-configuration").json();

        assertThat(told.path("capabilities"))
                .extracting(JsonNode::asText)
                .contains(
                        "launch-ehr",
                        "launch-standalone",
                        "sso-openid-connect",
                        "context-ehr-patient",
                        "context-ehr-encounter",
                        "context-banner");
        assertThat(told.path("scopes_supported"))
                .extracting(JsonNode::asText)
                .contains("launch", "launch/patient", "openid", "fhirUser");
        assertThat(openId.path("issuer")).isEqualTo(told.path("issuer"));
        assertThat(openId.path("jwks_uri")).isEqualTo(told.path("jwks_uri"));
        assertThat(openId.has("userinfo_endpoint")).isFalse();
        assertThat(openId.path("token_endpoint_auth_methods_supported"))
                .isEqualTo(told.path("token_endpoint_auth_methods_supported"));
    }

    private static JWTClaimsSet verified(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(DemoServer.root().get("oauth2/jwks").text());
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static void assertRefused(Map<String, String> request, String user, String error) {
        assertThat(AppLaunch.launched(request, user))
                .containsEntry("error", error)
                .containsEntry("state", "st-1")
                .doesNotContainKey("code");
    }

    private static Answer byServer(String form) {
        return DemoServer.tokenAnswer(form, DemoServer.basic("app-with-secret", "demo-app"));
    }

    private static Map<String, String> request(String client, String launch) {
        Map<String, String> request = AppLaunch.request(client, SCOPES);
        request.put("launch", launch);
        return request;
    }

    private static String opened(String app, String patient) {
        return "{\"app\":\"" + app + "\",\"patient\":\"" + patient + "\"}";
    }

    private static String begun(String body) {
        Answer answer = begin(body, DemoServer.as("emr"));
        assertThat(answer).hasStatus(201).hasHeader("Cache-Control", "no-store");
        assertThat(answer.json().path("iss").asText()).isEqualTo(DemoServer.url() + "/fhir");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(300);
        return answer.json().path("launch").asText();
    }

    private static Answer begin(String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return DemoServer.root().post("smart/launch", body, all);
    }
}
