package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** People sign in to apps: SMART App Launch, standalone, with PKCE. */
class DemoAppsIT {
    private static final String PATIENT_APP = "launch/patient fhirUser patient/*.rs";

    @Test
    void anAppReadsTheRecordOfThePatientInContext() throws ParseException {
        Answer answer = AppLaunch.token(
                AppLaunch.launched(AppLaunch.request("app", PATIENT_APP), "alma"),
                AppLaunch.VERIFIER,
                "client_id",
                "app");

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("patient").asText()).isEqualTo("pat-ruth-example");
        assertThat(answer.json().has("refresh_token")).isFalse();
        String token = answer.json().path("access_token").asText();
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getStringClaim("fhirUser")).isEqualTo("Practitioner/prac-alma-sampleworth");
        assertThat(introspected(token).path("fhirUser").asText())
                .isEqualTo(DemoServer.url() + "/fhir/Practitioner/prac-alma-sampleworth");
        assertThat(claims.getStringClaim("role")).isEqualTo("emr");
        assertThat(claims.getStringClaim("patient")).isEqualTo("pat-ruth-example");
        assertThat(DemoServer.fhir().get("Patient/pat-ruth-example", DemoServer.bearer(token)))
                .hasStatus(200);
        assertThat(DemoServer.fhir().get("Patient/pat-felix-example", DemoServer.bearer(token)))
                .isRefused(404, "not-found");
    }

    @Test
    void noAppChoosesThePatientItself() {
        Map<String, String> request = AppLaunch.request("app", PATIENT_APP);
        request.put("patient", "pat-felix-example");

        Answer answer = AppLaunch.token(AppLaunch.launched(request, "alma"), AppLaunch.VERIFIER, "client_id", "app");

        assertThat(answer.json().path("patient").asText()).isEqualTo("pat-ruth-example");
    }

    @Test
    void withoutTheLaunchScopeThereIsNoPatient() {
        Answer answer = AppLaunch.token(
                AppLaunch.launched(AppLaunch.request("app", "user/Patient.rs"), "hugo"),
                AppLaunch.VERIFIER,
                "client_id",
                "app");

        assertThat(answer.json().has("patient")).isFalse();
        String token = answer.json().path("access_token").asText();
        assertThat(DemoServer.fhir().get("Patient/pat-bruno-example", DemoServer.bearer(token)))
                .hasStatus(200);
        assertThat(DemoServer.fhir().get("Patient/pat-felix-example", DemoServer.bearer(token)))
                .isRefused(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, '', invalid_request",
        "code_challenge, abc, invalid_request",
        "scope, user/Foo.rs, invalid_scope",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "aud, '', invalid_request",
        "aud, https://other.example/fhir, invalid_request",
        "scope, system/*.cruds, invalid_scope",
        "scope, patient/Observation.rs?category:not=laboratory, invalid_scope",
        "scope, launch, invalid_request",
        "launch, made-up, invalid_request",
        "response_type, token, unsupported_response_type"
    })
    void aLaunchThatIsNotSafeGoesBackToTheAppWithoutACode(String parameter, String value, String error) {
        Map<String, String> request = AppLaunch.request("app", "user/Patient.rs");
        request.put(parameter, value);
        request.values().removeIf(String::isEmpty);

        HttpResponse<String> answer = new Browser().opened(request);

        if (answer.statusCode() == 302) {
            assertThat(Browser.location(answer)).startsWith(AppLaunch.CALLBACK);
            assertThat(Browser.parameters(Browser.location(answer)))
                    .containsEntry("error", error)
                    .containsEntry("state", "st-1")
                    .doesNotContainKey("code");
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://thief.example/callback", "http://127.0.0.1/other", "http://localhost/callback"})
    void nothingGoesToAnAddressThatIsNotTheApps(String uri) {
        Map<String, String> request = AppLaunch.request("app", "user/Patient.rs");
        request.put("redirect_uri", uri);

        HttpResponse<String> answer = new Browser().opened(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.location(answer)).isEmpty();
    }

    @Test
    void anAppGetsNoMoreThanItsUserMay() {
        assertThat(AppLaunch.launched(AppLaunch.request("app", "user/MedicationDispense.rs"), "kira"))
                .containsKey("code");
        assertThat(AppLaunch.launched(AppLaunch.request("app", "user/Condition.rs"), "kira"))
                .containsEntry("error", "invalid_scope")
                .doesNotContainKey("code");
        assertThat(AppLaunch.launched(AppLaunch.request("app", PATIENT_APP), "admin"))
                .containsEntry("error", "invalid_scope")
                .doesNotContainKey("code");
    }

    @Test
    void aWrongPasswordIsNoSignIn() {
        Browser browser = new Browser();
        browser.opened(AppLaunch.request("app", "user/Patient.rs"));

        HttpResponse<String> answer = browser.signedIn("alma", "demo-hugo");

        assertThat(Browser.location(answer)).endsWith("/login?error");
    }

    @Test
    void aCodeNeedsTheVerifierThatItWasAskedForWith() {
        Map<String, String> code = AppLaunch.launched(AppLaunch.request("app", "user/Patient.rs"), "alma");

        assertThat(AppLaunch.token(code, AppLaunch.VERIFIER + "x", "client_id", "app"))
                .hasStatus(400);
        assertThat(AppLaunch.token(code, "", "client_id", "app").status()).isBetween(400, 401);
        assertThat(AppLaunch.token(code, AppLaunch.VERIFIER, "client_id", "app"))
                .hasStatus(200);
    }

    @Test
    void aCodeThatComesTwiceTakesBackWhatItGave() {
        Map<String, String> code = AppLaunch.launched(AppLaunch.request("app", "user/Patient.rs"), "alma");
        String token = AppLaunch.token(code, AppLaunch.VERIFIER, "client_id", "app")
                .json()
                .path("access_token")
                .asText();

        assertThat(AppLaunch.token(code, AppLaunch.VERIFIER, "client_id", "app"))
                .hasStatus(400);
        assertThat(isActive(token)).isFalse();
    }

    @Test
    void aRefreshTokenCountsOnceAndAStolenOneEndsTheSignIn() {
        Answer first = tokenOfServerApp("user/Patient.rs offline_access");
        String stolen = first.json().path("refresh_token").asText();

        Answer second = refreshed(stolen);
        assertThat(second).hasStatus(200);
        String next = second.json().path("refresh_token").asText();
        assertThat(next).isNotBlank().isNotEqualTo(stolen);

        Answer thief = refreshed(stolen);
        assertThat(thief).hasStatus(400);
        assertThat(thief.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refreshed(next)).hasStatus(400);
        assertThat(isActive(second.json().path("access_token").asText())).isFalse();
    }

    @Test
    void anAppGivesItsGrantBackItself() {
        String token = tokenOfServerApp("user/Patient.rs offline_access")
                .json()
                .path("refresh_token")
                .asText();

        assertThat(DemoServer.form("oauth2/revoke", "token=" + token, DemoServer.basic("app-with-secret", "demo-app")))
                .hasStatus(200);
        assertThat(refreshed(token)).hasStatus(400);
    }

    @Test
    void aRefreshGetsNoMoreThanWasGranted() {
        String token = tokenOfServerApp("user/Patient.rs offline_access")
                .json()
                .path("refresh_token")
                .asText();
        String form = "grant_type=refresh_token&refresh_token=" + token + "&scope=user/Condition.rs";

        Answer answer = DemoServer.tokenAnswer(form, DemoServer.basic("app-with-secret", "demo-app"));

        assertThat(answer).hasStatus(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void aRefreshMayAskForLessAndGoesOn() {
        String token = tokenOfServerApp("user/Patient.rs user/Condition.rs offline_access")
                .json()
                .path("refresh_token")
                .asText();
        String form = "grant_type=refresh_token&scope=user/Condition.rs&refresh_token=" + token;

        Answer less = DemoServer.tokenAnswer(form, DemoServer.basic("app-with-secret", "demo-app"));

        assertThat(less).hasStatus(200);
        assertThat(less.json().path("scope").asText()).isEqualTo("user/Condition.rs");
        assertThat(refreshed(less.json().path("refresh_token").asText())
                        .json()
                        .path("scope")
                        .asText())
                .contains("user/Patient.rs");
    }

    @Test
    void aWrongVerifierIsCalledSo() {
        Map<String, String> code = AppLaunch.launched(AppLaunch.request("app", "user/Patient.rs"), "alma");

        Answer refused = AppLaunch.token(code, AppLaunch.VERIFIER + "x", "client_id", "app");

        assertThat(refused).hasStatus(400);
        assertThat(refused.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refused.json().path("error_description").asText()).contains("code_verifier");
    }

    @Test
    void aRefreshTokenIsOfOneClientAndNoAccessTokenIsOne() {
        Answer granted = tokenOfServerApp("user/Patient.rs offline_access");
        String token = granted.json().path("refresh_token").asText();
        String form = "grant_type=refresh_token&refresh_token=";

        assertThat(DemoServer.tokenAnswer(form + token, DemoServer.basic("emr", "demo-emr")))
                .hasStatus(400);
        assertThat(refreshed(granted.json().path("access_token").asText())).hasStatus(400);
    }

    private static boolean isActive(String token) {
        return introspected(token).path("active").asBoolean();
    }

    private static JsonNode introspected(String token) {
        return DemoServer.form("oauth2/introspect", "token=" + token, DemoServer.basic("emr", "demo-emr"))
                .json();
    }

    private static Answer refreshed(String token) {
        return DemoServer.tokenAnswer(
                "grant_type=refresh_token&refresh_token=" + token, DemoServer.basic("app-with-secret", "demo-app"));
    }

    private static Answer tokenOfServerApp(String scope) {
        Map<String, String> code = AppLaunch.launched(AppLaunch.request("app-with-secret", scope), "alma");
        return DemoServer.tokenAnswer(
                Browser.query(AppLaunch.exchange(code, AppLaunch.VERIFIER)),
                DemoServer.basic("app-with-secret", "demo-app"));
    }
}
