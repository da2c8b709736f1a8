package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;

abstract class ImagingScenarios extends ServerScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATION = "ServiceRequest/$imaging-appropriateness";
    private static final String LUMBAR_MRI = "24968-0";
    private static final String LUMBAR_RADIOGRAPH = "30777-7";
    private static final String LOW_BACK_PAIN = "279039007";
    private static final String CAUDA_EQUINA = "192970008";

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
        JsonNode rating = resource(answer, "order").at("/extension/0/extension/0/valueCoding/code");
        assertThat(rating.asText()).isEqualTo("not-appropriate");
        assertThat(answer.text()).contains("\"document\"").contains("\"edition\"");
    }

    @Test
    void suspectedCaudaEquinaMakesTheMriUrgentlyAppropriate() {
        Answer answer =
                http().post(OPERATION, question(order(LUMBAR_MRI, CAUDA_EQUINA)).toString());

        assertThat(status(answer)).isEqualTo("success");
        JsonNode rating = resource(answer, "order").at("/extension/0/extension/0/valueCoding/code");
        assertThat(rating.asText()).isEqualTo("appropriate");
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
    void anUnknownProcedureIsAskedForNotGuessed() {
        Answer answer =
                http().post(OPERATION, question(order("0-0", LOW_BACK_PAIN)).toString());

        assertThat(answer).hasStatus(200);
        assertThat(resource(answer, "decision").path("status").asText()).isEqualTo("data-required");
        assertThat(resource(answer, "outcome").at("/issue/0/expression/0").asText())
                .isEqualTo("ServiceRequest.code.coding");
    }

    @Test
    void aParameterThatDoesNotExistIsRefused() {
        String request = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"ordre\",\"valueString\":\"x\"}]}";

        assertThat(http().post(OPERATION, request))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='ordre')");
    }

    @Test
    void discoveryListsTheService() {
        JsonNode service = hooks().get("cds-services").json().at("/services/0");

        assertThat(service.path("hook").asText()).isEqualTo("order-sign");
        assertThat(service.path("id").asText()).isEqualTo("imaging-appropriateness");
        assertThat(service.path("description").asText()).isNotBlank();
    }

    @Test
    void theHookAnswersWithACardForAnImagingOrderOnly() {
        ObjectNode physiotherapy = order("0-0", LOW_BACK_PAIN);
        Answer answer = hook(List.of(order(LUMBAR_MRI, CAUDA_EQUINA), physiotherapy));
        Answer asking = hook(List.of(order(LUMBAR_MRI, LOW_BACK_PAIN), physiotherapy));

        assertThat(answer).hasStatus(200);
        assertThat(asking.json().path("cards")).hasSize(1);
        JsonNode card = asking.json().at("/cards/0");
        assertThat(card.path("summary").asText()).hasSizeBetween(1, 140);
        assertThat(card.path("indicator").asText()).isIn("info", "warning", "critical");
        assertThat(card.at("/source/label").asText()).isNotBlank();
    }

    @Test
    void aSuggestionPlacesAWholeOrderAndWithdrawsTheOneToBeSigned() {
        Answer answer = hook(List.of(order(LUMBAR_RADIOGRAPH, CAUDA_EQUINA)));

        JsonNode actions = answer.json().at("/cards/0/suggestions/0/actions");
        assertThat(actions.findValuesAsText("type")).containsExactly("create", "delete");
        JsonNode instead = actions.at("/0/resource");
        assertThat(instead.path("resourceType").asText()).isEqualTo("ServiceRequest");
        assertThat(instead.path("status").asText()).isEqualTo("draft");
        assertThat(instead.path("intent").asText()).isEqualTo("order");
        assertThat(instead.at("/subject/reference").asText()).isEqualTo("Patient/chart-1");
        assertThat(instead.at("/reasonCode/0/coding/0/code").asText()).isEqualTo(CAUDA_EQUINA);
        assertThat(instead.at("/code/coding/0/system").asText()).isEqualTo("http://loinc.org");
        assertThat(instead.has("id")).isFalse();
        assertThat(actions.at("/1/resourceId").asText()).isEqualTo("ServiceRequest/order-1");
    }

    @Test
    void besideADraftThatCannotBeWithdrawnNoOtherOrderIsPlaced() {
        ObjectNode draft = order(LUMBAR_RADIOGRAPH, CAUDA_EQUINA);
        draft.remove("id");

        JsonNode suggestion = hook(List.of(draft)).json().at("/cards/0/suggestions/0");

        assertThat(suggestion.path("label").asText()).isNotBlank();
        assertThat(suggestion.has("actions")).isFalse();
    }

    @Test
    void aHookCallThatMakesNoSenseSaysWhatIsWrong() {
        assertThat(hooks().post("cds-services/imaging-appropriateness", "{\"hook\":\"order-sign\"}"))
                .isRefused(400, "invalid-hook-request")
                .at("hookInstance");
        assertThat(hooks().post("cds-services/imaging-appropriateness", "{")).isRefused(400, "malformed-json");
        assertThat(hooks().post("cds-services/nope", "{}")).isRefused(404, "unknown-cds-service");
    }

    @Test
    void thePrefetchedPatientMustBeTheOneOfTheContext() {
        ObjectNode call = call(List.of(order(LUMBAR_MRI, LOW_BACK_PAIN)));
        ((ObjectNode) call.at("/prefetch/patient")).put("id", "somebody-else");

        assertThat(hooks().post("cds-services/imaging-appropriateness", call.toString()))
                .isRefused(400, "invalid-hook-request")
                .at("prefetch");
    }

    private FhirHttp hooks() {
        return new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
    }

    private Answer hook(List<ObjectNode> orders) {
        return hooks().post("cds-services/imaging-appropriateness", call(orders).toString());
    }

    private static ObjectNode call(List<ObjectNode> orders) {
        ObjectNode call = JSON.createObjectNode().put("hook", "order-sign");
        call.put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        ObjectNode context =
                call.putObject("context").put("userId", "Practitioner/1").put("patientId", "chart-1");
        ArrayNode entries = context.putObject("draftOrders")
                .put("resourceType", "Bundle")
                .put("type", "collection")
                .putArray("entry");
        orders.forEach(order -> entries.addObject().set("resource", order));
        call.putObject("prefetch").set("patient", patient());
        return call;
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
