package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.security.demo.ClientAssertion.byEllipticCurve;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** Which assertions prove who a program is, and what the others are told (SMART Backend Services). */
class DemoAssertionsIT {
    private static final String SEARCH = "system/Patient.rs";

    @Test
    void bothAlgorithmsOfSmartCount() throws JOSEException {
        String byRsa = ClientAssertion.signed(
                JWSAlgorithm.RS384, "rsa", new RSASSASigner(DemoServer.RSA_KEY), claims -> claims);

        assertThat(ClientAssertion.sent(byRsa, SEARCH)).hasStatus(200);
    }

    @Test
    void anAssertionCountsOnce() {
        String assertion = byEllipticCurve(claims -> claims);

        assertThat(ClientAssertion.sent(assertion, SEARCH)).hasStatus(200);
        assertRefused("the same again", ClientAssertion.sent(assertion, SEARCH), 401, "invalid_client");
    }

    @Test
    void anAssertionNeedNotSayWhenItWasMade() {
        assertThat(ClientAssertion.sent(byEllipticCurve(claims -> claims.issueTime(null)), SEARCH))
                .hasStatus(200);
    }

    @Test
    void aClientIsToldWhatIsWrongWithWhatItHasSigned() throws JOSEException {
        Answer elsewhere =
                ClientAssertion.sent(byEllipticCurve(claims -> claims.audience("https://other.example/token")), SEARCH);
        Answer foreign = ClientAssertion.sent(
                ClientAssertion.signed(
                        JWSAlgorithm.ES384,
                        "ec",
                        new ECDSASigner(new ECKeyGenerator(Curve.P_384).generate()),
                        claims -> claims.audience("https://other.example/token")),
                SEARCH);

        assertThat(elsewhere.json().path("error_description").asText()).contains("aud");
        assertThat(foreign.json().path("error_description").asText())
                .contains("keys")
                .doesNotContain("aud");
    }

    @Test
    void anAssertionThatDoesNotCountIsRefused() throws JOSEException {
        Instant now = Instant.now();
        Map<String, String> assertions = new TreeMap<>(Map.of(
                "for another", byEllipticCurve(claims -> claims.audience("https://other.example/token")),
                "for another too",
                        byEllipticCurve(claims ->
                                claims.audience(List.of(DemoServer.url() + "/oauth2/token", "https://other.example"))),
                "of another", byEllipticCurve(claims -> claims.issuer("emr").subject("emr")),
                "expired", byEllipticCurve(claims -> claims.expirationTime(Date.from(now.minusSeconds(90)))),
                "without an end", byEllipticCurve(claims -> claims.expirationTime(null)),
                "for too long", byEllipticCurve(claims -> claims.expirationTime(Date.from(now.plusSeconds(600)))),
                "issued in the future", byEllipticCurve(claims -> claims.issueTime(Date.from(now.plusSeconds(120)))),
                "of the future", byEllipticCurve(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                "without an id", byEllipticCurve(claims -> claims.jwtID(null))));
        assertions.put(
                "signed with the public key",
                ClientAssertion.signed(
                        JWSAlgorithm.HS384,
                        "ec",
                        new MACSigner(DemoServer.EC_KEY.toPublicJWK().toJSONString()),
                        claims -> claims));
        assertions.put(
                "signed by another",
                ClientAssertion.signed(
                        JWSAlgorithm.ES384,
                        "ec",
                        new ECDSASigner(new ECKeyGenerator(Curve.P_384).generate()),
                        claims -> claims));
        assertions.put(
                "by an algorithm that is not SMART's",
                ClientAssertion.signed(
                        JWSAlgorithm.RS256, "rsa", new RSASSASigner(DemoServer.RSA_KEY), claims -> claims));

        assertions.forEach((what, assertion) ->
                assertRefused(what, ClientAssertion.sent(assertion, SEARCH), 401, "invalid_client"));
    }

    @Test
    void anUnsignedAssertionIsNoneWithOrWithoutTheClientsName() {
        String unsigned = ClientAssertion.unsigned();

        assertRefused("unnamed", ClientAssertion.sent(unsigned, SEARCH), 400, "invalid_request");
        assertRefused("named", ClientAssertion.sent(unsigned + "&client_id=backend", SEARCH), 401, "invalid_client");
    }

    private static void assertRefused(String what, Answer answer, int status, String error) {
        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).as(what).isEqualTo(error);
        assertThat(answer.text()).as(what).doesNotContain("access_token", "Exception");
    }
}
