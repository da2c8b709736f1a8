package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** Decisions that are kept, and those that are not. */
abstract class DecisionScenarios extends ServerScenarios {

    @Test
    void aLiveDecisionIsStoredWithItsAlternativesAndWhereItComesFrom() {
        Answer answer = decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags());
        String id = id(answer);

        assertThat(answer).hasStatus(200);
        assertThat(AssessmentCall.names(answer))
                .contains("decision", "order", "alternatives", "provenance", "token", "outcome");
        assertThat(http().get("GuidanceResponse/" + id)
                        .json()
                        .at("/result/reference")
                        .asText())
                .isEqualTo("RequestGroup/" + id);
        assertThat(http().get("RequestGroup/" + id)).hasStatus(200);
        JsonNode provenance = http().get("Provenance/" + id).json();
        assertThat(provenance.path("target").findValuesAsText("reference"))
                .containsExactly("GuidanceResponse/" + id, "RequestGroup/" + id);
        assertThat(provenance.path("entity")).hasSize(3);
    }

    @Test
    void aLabelThatComesWithTheSameQuestionAgainIsPutOnWhatIsStored() {
        String subject = unique();
        String id = id(decide(AssessmentCall.lumbarMri(subject).withoutRedFlags()));

        String again =
                id(decide(AssessmentCall.lumbarMri(subject).withoutRedFlags().labelled("R")));

        assertThat(again).isEqualTo(id);
        for (String type : List.of("GuidanceResponse", "RequestGroup", "Provenance")) {
            assertThat(http().get(type + "/" + id).json().at("/meta/security"))
                    .as(type)
                    .hasSize(1);
        }
    }

    @Test
    void aDecisionHasTheSecurityLabelsOfItsOrder() {
        String id =
                id(decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags().labelled("R")));

        for (String type : List.of("GuidanceResponse", "RequestGroup", "Provenance")) {
            assertThat(http().get(type + "/" + id)
                            .json()
                            .at("/meta/security/0/code")
                            .asText())
                    .as(type)
                    .isEqualTo("R");
        }
    }

    @Test
    void whatIsAnsweredAndStoredIsValid() {
        Answer answer = decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags());

        for (String type : List.of("GuidanceResponse", "RequestGroup", "Provenance")) {
            Answer stored = http().get(type + "/" + id(answer));
            Answer outcome = http().post(type + "/$validate", stored.text());
            assertThat(outcome.json().path("issue").findValuesAsText("severity"))
                    .as(outcome.text())
                    .doesNotContain("error", "fatal");
        }
    }

    @Test
    void theSameQuestionIsStoredOnceAndAnsweredWithTheFirstToken() {
        AssessmentCall call = AssessmentCall.lumbarMri(unique()).withoutRedFlags();
        Answer first = decide(call);
        RowCounts before = rows();

        Answer second = decide(call);

        assertThat(id(second)).isEqualTo(id(first));
        assertThat(token(second)).isEqualTo(token(first));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aSimulationLeavesNothingAndSignsNothing() {
        RowCounts before = rows();

        Answer answer =
                decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags().value("mode", "Code", "simulate"));

        assertThat(AssessmentCall.names(answer)).contains("decision", "order").doesNotContain("token", "provenance");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aShadowDecisionLeavesNothingThatNamesThePatient() {
        RowCounts before = rows();

        Answer answer =
                decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags().value("mode", "Code", "shadow"));

        assertThat(answer).hasStatus(200);
        assertThat(AssessmentCall.names(answer)).doesNotContain("token");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aRecordHeldElsewhereIsNotMixedWithThatOfTheSameIdHere() {
        String patient = unique();
        http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
        String id = id(decide(AssessmentCall.lumbarMri(patient)));

        assertThat(http().get("GuidanceResponse?subject=Patient/" + patient)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        JsonNode subject = http().get("GuidanceResponse/" + id).json().path("subject");
        assertThat(subject.has("reference")).isFalse();
        assertThat(subject.at("/identifier/value").asText()).isEqualTo("Patient/" + patient);
    }

    @Test
    void anOrderThatIsStoredHereIsJudgedByItsUrl() {
        String patient = unique();
        http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
        var order = AssessmentCall.order(patient);
        order.remove("id");
        String id = http().post("ServiceRequest", order.toString()).id();

        Answer answer = judge(id);
        JsonNode stored = http().get("GuidanceResponse/" + id(answer)).json();

        assertThat(answer).hasStatus(200);
        assertThat(stored.at("/subject/reference").asText()).isEqualTo("Patient/" + patient);
        assertThat(http().get("Provenance/" + id(answer)).text()).contains("ServiceRequest/" + id + "/_history/1");
        assertThat(http().get("ServiceRequest/" + id)
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aPacemakerIsAnIssueOfItsOwnAndStored() {
        String patient = unique();
        http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");

        Answer answer =
                decide(AssessmentCall.ofStored(patient).answering("cardiac-device", true, "2026-11-25T08:00:00-05:00"));

        JsonNode issue = AssessmentCall.resource(answer, "issues");
        assertThat(issue.path("resourceType").asText()).as(answer.text()).isEqualTo("DetectedIssue");
        assertThat(http().get("DetectedIssue?patient=" + patient)
                        .json()
                        .path("total")
                        .asInt())
                .isPositive();
    }

    @Test
    void contradictoryAnswersAboutARedFlagNeverMakeAnOrderInappropriate() {
        String moment = "2026-11-25T08:00:00-05:00";

        Answer answer = decide(AssessmentCall.lumbarMri(unique())
                .value("mode", "Code", "simulate")
                .answering("any-neurological-flag", true, moment)
                .answering("any-neurological-flag", false, moment));

        assertThat(answer).hasStatus(200);
        assertThat(AssessmentCall.resource(answer, "order").toString()).doesNotContain("not-appropriate");
    }

    @Test
    void anOrderThatIsNotHereCannotBeJudgedByItsUrl() {
        assertThat(judge(unique())).isRefused(404, "not-found");
    }

    @Test
    void theTokenCarriesNoPatientAndVerifiesByThePublishedKeys() throws Exception {
        String patient = unique();
        Answer answer = decide(AssessmentCall.lumbarMri(patient).withoutRedFlags());
        JWSObject token = JWSObject.parse(token(answer));
        JWKSet keys = JWKSet.parse(root().get(".well-known/jwks.json").text());

        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(keys.containsNonPublicKeys()).isFalse();
        assertThat(token.getPayload().toString())
                .startsWith("{\"category\":\"not-appropriate\",\"decisionId\":\"" + id(answer) + "\",")
                .doesNotContain(patient, "1980-");
    }

    @Test
    void explainNoneLeavesTheReasonsOutOfTheAnswerAndInTheStore() {
        Answer answer =
                decide(AssessmentCall.lumbarMri(unique()).withoutRedFlags().value("explain", "Code", "none"));

        assertThat(answer.text()).contains("\"rating\"").doesNotContain("factTrace", "\"rationale\"");
        assertThat(http().get("GuidanceResponse/" + id(answer)).text()).contains("factTrace", "\"rationale\"");
    }

    @Test
    void whatIsAskedForWronglyIsRefusedWithItsPlace() {
        refused(AssessmentCall.lumbarMri(unique()).value("mode", "Code", "dead"), 400, "invalid-parameter", "mode");
        refused(AssessmentCall.lumbarMri(unique()).value("explain", "Code", "x"), 400, "invalid-parameter", "explain");
        refused(
                AssessmentCall.ofStored(unique()).value("evaluatedAt", "DateTime", "2099-01-01T00:00:00Z"),
                400,
                "invalid-parameter",
                "evaluatedAt");
        refused(
                AssessmentCall.lumbarMri(unique()).value("guideline", "String", "99.0.0"),
                404,
                "unknown-guideline",
                "guideline");
        refused(AssessmentCall.without(), 400, "invalid-parameter", "order");
        refused(AssessmentCall.without().resource("order", task()), 400, "invalid-parameter", "order");
    }

    @Test
    void theGuidelineInForceCanBeNamedByVersion() {
        Answer unnamed = decide(AssessmentCall.lumbarMri(unique()).value("mode", "Code", "simulate"));
        String module = AssessmentCall.resource(unnamed, "decision")
                .path("moduleCanonical")
                .asText();

        Answer named = decide(AssessmentCall.lumbarMri(unique())
                .value("mode", "Code", "simulate")
                .value("guideline", "Canonical", module)
                .value("guideline", "String", module.substring(module.indexOf('|') + 1)));

        assertThat(named).hasStatus(200);
        assertThat(named.json().path("parameter").findValuesAsText("name"))
                .filteredOn("decision"::equals)
                .hasSize(2);
    }

    private void refused(AssessmentCall call, int status, String code, String parameter) {
        assertThat(decide(call)).isRefused(status, code).at("Parameters.parameter.where(name='" + parameter + "')");
    }

    private static ObjectNode task() {
        return new ObjectMapper()
                .createObjectNode()
                .put("resourceType", "Task")
                .put("status", "draft")
                .put("intent", "order");
    }

    /** Of a stored order, without a body. */
    private Answer judge(String order) {
        return http().send("POST", "ServiceRequest/" + order + "/$imaging-appropriateness", BodyPublishers.noBody());
    }

    private Answer decide(AssessmentCall call) {
        return http().post(AssessmentCall.PATH, call.json());
    }

    private FhirHttp root() {
        return new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
    }

    private static String id(Answer answer) {
        return AssessmentCall.resource(answer, "decision").path("id").asText();
    }

    private static String token(Answer answer) {
        return AssessmentCall.parameter(answer, "token").path("valueString").asText();
    }
}
