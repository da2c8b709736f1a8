package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** What an imaging site finds out about a decision. */
abstract class VerifyScenarios extends ServerScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATION = "GuidanceResponse/$verify-decision";

    private final AssessmentCall call = AssessmentCall.lumbarMri(unique()).withoutRedFlags();

    @Test
    void aGenuineDecisionAboutThisOrderIsValid() {
        Answer answer = verify(token(), call.sentOrder().put("status", "active"));

        assertThat(status(answer)).isEqualTo("valid");
        assertThat(AssessmentCall.parameter(answer, "category")
                        .path("valueCode")
                        .asText())
                .isEqualTo("not-appropriate");
    }

    @Test
    void anEditedOrderNoLongerVerifies() {
        ObjectNode order = call.sentOrder();
        AssessmentCall.code((ObjectNode) order.path("code"), "http://loinc.org", "24968-0");

        assertThat(status(verify(token(), order))).isEqualTo("order-changed");
    }

    @Test
    void anOrderForSomebodyElseDoesNotVerify() {
        ObjectNode order = call.sentOrder();
        order.putObject("subject").put("reference", "Patient/" + unique());

        assertThat(status(verify(token(), order))).isEqualTo("order-changed");
    }

    @Test
    void aTokenThatWasChangedIsInvalidAndSaysNothing() {
        String token = token();
        char last = token.charAt(token.length() - 10);
        String changed = token.substring(0, token.length() - 10)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 9);

        Answer answer = verify(changed, call.sentOrder());

        assertThat(status(answer)).isEqualTo("invalid-signature");
        assertThat(AssessmentCall.names(answer)).containsExactly("status");
        assertThat(status(verify("not.a.token", call.sentOrder()))).isEqualTo("invalid-signature");
    }

    @Test
    void aTokenThatSomebodyElseSignedHasAnUnknownKey() throws Exception {
        var key = new ECKeyGenerator(Curve.P_384).keyID("theirs").generate();
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("theirs").build(),
                JWSObject.parse(token()).getPayload());
        token.sign(new ECDSASigner(key));

        assertThat(status(verify(token.serialize(), call.sentOrder()))).isEqualTo("unknown-key");
    }

    @Test
    void aTokenWithoutSignatureIsInvalid() {
        String header = new Payload("{\"alg\":\"none\"}").toBase64URL().toString();

        assertThat(status(verify(header + "." + token().split("\\.")[1] + ".", call.sentOrder())))
                .isEqualTo("invalid-signature");
    }

    @Test
    void aDecisionThatWasDeletedOrEnteredInErrorIsRevoked() throws Exception {
        Answer decided = decide();
        String id = AssessmentCall.resource(decided, "decision").path("id").asText();
        String token =
                AssessmentCall.parameter(decided, "token").path("valueString").asText();
        ObjectNode stored =
                (ObjectNode) JSON.readTree(http().get("GuidanceResponse/" + id).text());

        assertThat(http().put(
                                "GuidanceResponse/" + id,
                                stored.put("status", "entered-in-error").toString()))
                .hasStatus(200);

        assertThat(status(verify(token, call.sentOrder()))).isEqualTo("revoked");
        http().delete("GuidanceResponse/" + id);
        assertThat(status(verify(token, call.sentOrder()))).isEqualTo("revoked");
    }

    @Test
    void whoMaySeeADecisionVerifiesItByItsNames() {
        Answer decided = decide();
        String id = AssessmentCall.resource(decided, "decision").path("id").asText();
        String urn = AssessmentCall.resource(decided, "decision")
                .at("/identifier/0/value")
                .asText();

        assertThat(status(http().send("POST", "GuidanceResponse/" + id + "/$verify-decision", BodyPublishers.noBody())))
                .isEqualTo("valid");
        assertThat(status(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("decision", "String", urn)
                                        .json())))
                .isEqualTo("valid");
        assertThat(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("decision", "String", "01arz3ndek0000000000000000")
                                        .json()))
                .isRefused(404, "not-found");
    }

    @Test
    void withoutADecisionThereIsNothingToVerify() {
        assertThat(http().post(OPERATION, AssessmentCall.without().json()))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='token')");
        assertThat(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("decision", "String", "nope")
                                        .json()))
                .isRefused(400, "invalid-parameter");
    }

    private Answer decide() {
        return http().post(AssessmentCall.PATH, call.json());
    }

    private String token() {
        return AssessmentCall.parameter(decide(), "token").path("valueString").asText();
    }

    private Answer verify(String token, ObjectNode order) {
        return http().post(
                        OPERATION,
                        AssessmentCall.without()
                                .value("token", "String", token)
                                .resource("order", order)
                                .json());
    }

    private static String status(Answer answer) {
        return AssessmentCall.parameter(answer, "status").path("valueCode").asText();
    }
}
