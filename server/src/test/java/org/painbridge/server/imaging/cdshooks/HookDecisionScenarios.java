package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.Answer;
import org.painbridge.server.imaging.AssessmentCall;

/** A decision of a hook is kept as one of the operation, and every other operation knows it. */
abstract class HookDecisionScenarios extends HookScenarios {
    private static final String PERIOD = "/$imaging-report?periodStart="
            + LocalDate.now().minusDays(1) + "&periodEnd=" + LocalDate.now().plusDays(1);

    @Test
    void theOrderCarriesATokenThatTheImagingSiteVerifies() {
        JsonNode action = served(sign(mri()).withoutRedFlags()).at("/systemActions/0");
        String token = token(action);
        ObjectNode order = (ObjectNode) action.path("resource").deepCopy();

        await().untilAsserted(() -> assertThat(status(verify(token, order))).isEqualTo("valid"));
        ObjectNode edited = order.deepCopy();
        AssessmentCall.code(edited.putObject("code"), "http://loinc.org", HookCalls.LUMBAR_RADIOGRAPH);
        assertThat(status(verify(token, edited))).isEqualTo("order-changed");
    }

    @Test
    void whatIsStoredHasTheTokenAsSignatureAndNamesThePatientOfAnotherSystemByIdentifierOnly() {
        JsonNode answer = served(sign(mri()).withoutRedFlags());
        String id = decision(answer);

        await().untilAsserted(() -> assertThat(http().get("Provenance/" + id)).hasStatus(200));
        JsonNode guidance = http().get("GuidanceResponse/" + id).json();
        assertThat(guidance.at("/subject").has("reference")).isFalse();
        assertThat(guidance.at("/subject/identifier/value").asText()).isEqualTo("Patient/" + HookCalls.PATIENT);
        assertThat(http().get("RequestGroup/" + id)).hasStatus(200);
        assertThat(http().get("Provenance/" + id)
                        .json()
                        .at("/signature/0/sigFormat")
                        .asText())
                .isEqualTo("application/jose");
    }

    /** What an EMR keeps as a line break no XML can write. */
    @Test
    void whatIsStoredOfAnOldOrderIsReadAsXmlAndWrittenBack() {
        ObjectNode order = mri();
        ((ObjectNode) order.at("/reasonCode/0")).put("text", "numb\u000bfeet\u001f\uffff");
        order.putArray("note").addObject().put("text", "since\fMay");
        ((ObjectNode) order.path("subject")).put("display", "A\u000bB");

        JsonNode answer = served(sign(order).withoutRedFlags());
        String id = decision(answer);

        assertThat(answer.at("/systemActions/0/resource/reasonCode")).isEqualTo(order.path("reasonCode"));
        await().untilAsserted(() -> assertThat(http().get("Provenance/" + id)).hasStatus(200));
        for (String type : new String[] {"GuidanceResponse/", "RequestGroup/"}) {
            Answer xml = http().get(type + id, "Accept", "application/fhir+xml");
            assertThat(xml).hasStatus(200);
            assertThat(http().put(type + id, xml.text(), "Content-Type", "application/fhir+xml")
                            .status())
                    .isLessThan(500);
        }
        assertThat(http().get("GuidanceResponse/" + id, "Accept", "application/fhir+xml")
                        .text())
                .contains("numb feet  ");
    }

    /** Behind whom others wait. */
    @Test
    void whatCannotBeStoredIsSetAside() {
        String broken = unique();
        database()
                .sql("insert into imaging_told (decision_id, issued, abroad, resources) values (?, 0, true, ?)")
                .param(broken)
                .param(new byte[] {1, 2, 3})
                .update();

        String id = decision(served(sign(mri()).withoutRedFlags()));

        await().untilAsserted(
                        () -> assertThat(http().get("GuidanceResponse/" + id)).hasStatus(200));
        assertThat(waiting("set_aside and decision_id = ?", broken)).isEqualTo(1);
        assertThat(waiting("decision_id = ?", id)).isZero();
    }

    private int waiting(String condition, String id) {
        return database()
                .sql("select count(*) from imaging_told where " + condition)
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    void aDecisionAboutAPatientOfOursStandsInTheRecord() {
        String patient = unique();
        http().put("Patient/" + patient, HookCalls.patient(patient).toString());
        ObjectNode order = mri();
        order.putObject("subject").put("reference", "Patient/" + patient);
        HookCalls call = sign(order).prefetch("answers", HookCalls.bundle(HookCalls.denied()));
        call.json().withObject("/context").put("patientId", patient);

        String id = decision(served(call));

        await().untilAsserted(() -> assertThat(http().get("GuidanceResponse?patient=Patient/" + patient)
                        .json()
                        .at("/entry/0/resource/id")
                        .asText())
                .isEqualTo(id));
    }

    @Test
    void reportsFeedbackAndBackTestsKnowIt() {
        String clinic = unique();
        for (int i = 0; i < 7; i++) {
            ObjectNode order = mri();
            order.putObject("requester").put("reference", "Organization/" + clinic);
            JsonNode card = served(sign(order).withoutRedFlags()).at("/cards/0");
            assertThat(hooks().post(SERVICE + "/feedback", """
                    {"feedback":[{"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-27T15:00:00Z",
                     "overrideReason":{"reason":{"system":"urn:reasons","code":"waiting-time","display":"Waiting"}}}]}""".formatted(
                                    card.path("uuid").asText())))
                    .hasStatus(200);
        }

        await().untilAsserted(() -> {
            JsonNode report = http().get("Organization/" + clinic + PERIOD).json();
            assertThat(stratum(report, "category", "not-appropriate")).isEqualTo(7);
            assertThat(stratum(report, "override-reason", "waiting-time")).isEqualTo(7);
        });
        assertThat(database()
                        .sql("select count(*) from imaging_vector where clinic = ?")
                        .param(clinic)
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void theOperationForFeedbackTakesIt() {
        String id = decision(served(sign(mri()).withoutRedFlags()));
        String feedback = AssessmentCall.without()
                .value("decision", "String", id)
                .value("outcome", "Code", "overridden")
                .json();

        await().untilAsserted(() -> assertThat(http().post("GuidanceResponse/$imaging-feedback", feedback))
                .hasStatus(200));
    }

    @Test
    void twoOrdersThatAreOneQuestionAreOneDecision() {
        JsonNode answer = served(sign(mri(), mri()).withoutRedFlags());
        String id = decision(answer);

        await().untilAsserted(
                        () -> assertThat(http().get("GuidanceResponse/" + id)).hasStatus(200));
        assertThat(answer.path("systemActions")).hasSize(2);
    }

    private static String decision(JsonNode answer) {
        return DecisionId.of(UUID.fromString(answer.at("/cards/0/uuid").asText()))
                .ulid();
    }

    private static String token(JsonNode action) {
        return StreamSupport.stream(
                        extension(action, "imaging-appropriateness")
                                .path("extension")
                                .spliterator(),
                        false)
                .filter(part -> part.path("url").asText().equals("token"))
                .map(part -> part.path("valueString").asText())
                .findFirst()
                .orElseThrow();
    }

    private Answer verify(String token, ObjectNode order) {
        return http().post(
                        "GuidanceResponse/$verify-decision",
                        AssessmentCall.without()
                                .value("token", "String", token)
                                .resource("order", order)
                                .json());
    }

    private static String status(Answer answer) {
        return AssessmentCall.parameter(answer, "status").path("valueCode").asText();
    }

    private static int stratum(JsonNode report, String group, String name) {
        return StreamSupport.stream(report.path("group").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(group))
                .flatMap(each ->
                        StreamSupport.stream(each.at("/stratifier/0/stratum").spliterator(), false))
                .filter(each -> each.path("value").toString().contains('"' + name + '"'))
                .mapToInt(each -> each.at("/population/0/count").asInt())
                .sum();
    }
}
