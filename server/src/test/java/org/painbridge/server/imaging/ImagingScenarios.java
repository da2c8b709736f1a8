package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.imaging.cdshooks.CyclicOrders;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

abstract class ImagingScenarios extends ServerScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATION = "ServiceRequest/$imaging-appropriateness";
    private static final String LUMBAR_MRI = "24968-0";
    private static final String LOW_BACK_PAIN = "279039007";
    private static final String CAUDA_EQUINA = "192970008";

    @Autowired
    private ScopedCallers callers;

    @Test
    void unknownRedFlagsAreAskedForAndNothingIsRated() {
        Answer answer = http().post(
                        OPERATION, question(order(LUMBAR_MRI, LOW_BACK_PAIN)).toString());

        assertThat(answer).hasStatus(200);
        assertThat(resource(answer, "decision").path("status").asText()).isEqualTo("data-required");
        assertThat(resource(answer, "questions").path("item").size()).isBetween(1, 3);
        assertThat(names(answer)).doesNotContain("order").contains("decision", "questions");
    }

    @Test
    void answeringWhatIsAskedLeadsToARatingWithSourceAndBetterAlternatives() {
        ObjectNode question = question(order(LUMBAR_MRI, LOW_BACK_PAIN));
        Answer answer = http().post(OPERATION, question.toString());
        for (int round = 0; round < 10 && !status(answer).equals("success"); round++) {
            answerNo(question, resource(answer, "questions"));
            answer = http().post(OPERATION, question.toString());
        }

        assertThat(status(answer)).isEqualTo("success");
        assertThat(rating(answer)).isEqualTo("not-appropriate");
        assertThat(answer.text()).contains("\"document\"").contains("\"edition\"");
    }

    @Test
    void suspectedCaudaEquinaMakesTheMriUrgentlyAppropriate() {
        Answer answer =
                http().post(OPERATION, question(order(LUMBAR_MRI, CAUDA_EQUINA)).toString());

        assertThat(status(answer)).isEqualTo("success");
        assertThat(rating(answer)).isEqualTo("appropriate");
        assertThat(answer.text()).contains("emergent");
    }

    @Test
    void theChartOfAStoredPatientIsReadWhereTheCallerSendsNone() {
        String id = unique();
        http().put(
                        "Patient/" + id,
                        "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"birthDate\":\"1980-05-05\"}");
        http().post("Condition", condition(id, CAUDA_EQUINA));
        ObjectNode question = JSON.createObjectNode().put("resourceType", "Parameters");
        ObjectNode order = order(LUMBAR_MRI, LOW_BACK_PAIN);
        order.putObject("subject").put("reference", "Patient/" + id);
        question.putArray("parameter").addObject().put("name", "order").set("resource", order);

        Answer answer = http().post(OPERATION, question.toString());

        assertThat(answer).hasStatus(200);
        assertThat(answer.text()).contains("emergent");
    }

    @Test
    void whatThePatientWithholdsFromTheCallerDecidesNothing() {
        String id = unique();
        String doctor = "Practitioner/"
                + http().post("Practitioner", "{\"resourceType\":\"Practitioner\"}")
                        .id();
        http().put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
        http().post("Condition", condition(id, CAUDA_EQUINA));
        assertThat(http().post("Consent", json(Directives.against("Patient/" + id, doctor))))
                .hasStatus(201);
        String[] caller = callers.header(AccessScope.of(new Grant(
                Set.copyOf(ExposedTypes.NAMES),
                new Whose.Everybody(),
                Set.of(),
                new Lockbox.Against(Set.of(doctor), Set.of(doctor)))));
        String call = AssessmentCall.ofStored(id).json();

        assertThat(http().post(OPERATION, call, caller).text())
                .doesNotContain("emergent")
                .contains("what is withheld from the caller, if anything, did not count");
        assertThat(http().post(OPERATION, call).text()).contains("emergent").doesNotContain("withheld");
    }

    @Test
    void cyclicReferencesAreFollowedOnceAndTheOrderIsJudged() {
        ObjectNode order = CyclicOrders.withCycle(order(LUMBAR_MRI, LOW_BACK_PAIN), "order-2");
        ObjectNode question = question(order);
        ObjectNode data = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = data.putArray("entry");
        Stream.of(CyclicOrders.conditions())
                .forEach(condition -> entries.addObject().set("resource", condition));
        entries.addObject()
                .set(
                        "resource",
                        CyclicOrders.withCycle(order(LUMBAR_MRI, LOW_BACK_PAIN).put("id", "order-2"), "order-1"));
        ((ArrayNode) question.path("parameter")).addObject().put("name", "data").set("resource", data);

        Answer answer = http().post(OPERATION, question.toString());

        assertThat(answer).hasStatus(200);
        assertThat(status(answer)).isEqualTo("data-required");
        assertThat(resource(answer, "questions").path("item").size()).isBetween(1, 3);
    }

    @Test
    void anUnknownProcedureIsAskedForNotGuessed() {
        Answer answer =
                http().post(OPERATION, question(order("0-0", LOW_BACK_PAIN)).toString());

        assertThat(answer).hasStatus(200);
        assertThat(resource(answer, "decision").path("status").asText()).isEqualTo("data-required");
        assertThat(resource(answer, "outcome").at("/issue/0/expression/0").asText())
                .isEqualTo("ServiceRequest.code.coding");
    }

    /** A pretty answer is written by HAPI, a plain one by the HL7 core. */
    @Test
    void anAnswerSaysTheSameWhoeverWritesIt() {
        String patient = unique();
        List<String> calls = List.of(
                AssessmentCall.lumbarMri(patient).json(),
                AssessmentCall.lumbarMri(patient).withoutRedFlags().json(),
                AssessmentCall.lumbarMri(patient)
                        .withoutRedFlags()
                        .value("language", "Code", "fr")
                        .json(),
                question(order("0-0", LOW_BACK_PAIN)).toString(),
                question(order(LUMBAR_MRI, CAUDA_EQUINA)).toString());

        for (String call : calls) {
            http().post(OPERATION, call); // From then on the decision is one that was kept.
            ObjectNode plain = comparable(http().post(OPERATION, call));
            ObjectNode pretty = comparable(http().post(OPERATION + "?_pretty=true", call));

            assertThat(plain).isEqualTo(pretty);
        }
    }

    @Test
    void aParameterThatDoesNotExistIsRefused() {
        String request = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"ordre\",\"valueString\":\"x\"}]}";

        assertThat(http().post(OPERATION, request))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='ordre')");
    }

    private static ObjectNode question(ObjectNode order) {
        ObjectNode question = JSON.createObjectNode().put("resourceType", "Parameters");
        ArrayNode parameters = question.putArray("parameter");
        parameters.addObject().put("name", "order").set("resource", order);
        parameters.addObject().put("name", "patient").set("resource", patient());
        parameters.addObject().put("name", "evaluatedAt").put("valueDateTime", "2026-11-25T09:00:00-05:00");
        return question;
    }

    private static ObjectNode patient() {
        return JSON.createObjectNode()
                .put("resourceType", "Patient")
                .put("id", "chart-1")
                .put("birthDate", "1980-05-05");
    }

    private static ObjectNode order(String loinc, String reason) {
        ObjectNode order =
                JSON.createObjectNode().put("resourceType", "ServiceRequest").put("id", "order-1");
        order.put("status", "draft").put("intent", "order");
        code(order.putObject("code"), "http://loinc.org", loinc);
        order.putObject("subject").put("reference", "Patient/chart-1");
        code(order.putArray("reasonCode").addObject(), "http://snomed.info/sct", reason);
        return order;
    }

    private static String condition(String patientId, String code) {
        ObjectNode condition = JSON.createObjectNode().put("resourceType", "Condition");
        code(
                condition.putObject("clinicalStatus"),
                "http://terminology.hl7.org/CodeSystem/condition-clinical",
                "active");
        code(
                condition.putObject("verificationStatus"),
                "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                "confirmed");
        code(condition.putObject("code"), "http://snomed.info/sct", code);
        condition.putObject("subject").put("reference", "Patient/" + patientId);
        condition.put("recordedDate", "2026-11-24");
        return condition.toString();
    }

    private static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }

    private static void answerNo(ObjectNode question, JsonNode questionnaire) {
        ObjectNode response = JSON.createObjectNode().put("resourceType", "QuestionnaireResponse");
        response.put("status", "completed").put("authored", "2026-11-25T08:00:00-05:00");
        ArrayNode items = response.putArray("item");
        for (JsonNode item : questionnaire.path("item")) {
            ObjectNode answer = items.addObject()
                    .put("linkId", item.path("linkId").asText())
                    .putArray("answer")
                    .addObject();
            if (item.path("type").asText().equals("date")) {
                answer.put("valueDate", "2026-11-01");
            } else {
                answer.put("valueBoolean", false);
            }
        }
        ((ArrayNode) question.path("parameter"))
                .addObject()
                .put("name", "answers")
                .set("resource", response);
    }

    /** Without what differs from one time to the next: the signature, and when the decision was recorded. */
    private static ObjectNode comparable(Answer answer) {
        assertThat(answer).hasStatus(200);
        ObjectNode whole = answer.json().deepCopy();
        for (JsonNode parameter : whole.path("parameter")) {
            if (parameter.path("name").asText().equals("token")) {
                ((ObjectNode) parameter).remove("valueString");
            }
            if (parameter.path("name").asText().equals("provenance")) {
                ((ObjectNode) parameter.path("resource")).remove(List.of("recorded", "meta", "id", "signature"));
            }
        }
        return whole;
    }

    private static String rating(Answer answer) {
        return StreamSupport.stream(resource(answer, "order").path("extension").spliterator(), false)
                .filter(extension -> extension.path("url").asText().endsWith("/imaging-appropriateness"))
                .map(extension -> extension.at("/extension/0/valueCoding/code").asText())
                .findFirst()
                .orElse("");
    }

    private static List<String> names(Answer answer) {
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private static String status(Answer answer) {
        return resource(answer, "decision").path("status").asText();
    }

    private static JsonNode resource(Answer answer, String parameter) {
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + parameter + " in " + answer.text()))
                .path("resource");
    }
}
