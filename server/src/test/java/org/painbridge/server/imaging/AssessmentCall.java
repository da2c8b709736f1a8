package org.painbridge.server.imaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.painbridge.server.Answer;

/** A call of {@code $imaging-appropriateness}: by default a lumbar MRI for a person of 46 with low back pain of three weeks. */
public final class AssessmentCall {
    public static final String PATH = "ServiceRequest/$imaging-appropriateness";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FLAGS = List.of(
            "any-neurological-flag",
            "any-infection-flag",
            "any-tumour-flag",
            "any-fracture-flag",
            "inflammatory-back-pain",
            "prior-lumbar-surgery");

    private final ObjectNode order;
    private final ObjectNode body = JSON.createObjectNode().put("resourceType", "Parameters");
    private final ArrayNode parameters = body.putArray("parameter");

    private AssessmentCall(ObjectNode order) {
        this.order = order;
    }

    /** Everything inline. */
    public static AssessmentCall lumbarMri(String patient) {
        AssessmentCall call = new AssessmentCall(order(patient));
        call.resource("order", call.order);
        ObjectNode person =
                JSON.createObjectNode().put("resourceType", "Patient").put("id", patient);
        return call.resource("patient", person.put("birthDate", "1980-05-05"))
                .value("evaluatedAt", "DateTime", "2026-11-25T09:00:00-05:00");
    }

    /** Of a person who is stored here. */
    public static AssessmentCall ofStored(String patient) {
        AssessmentCall call = new AssessmentCall(order(patient));
        call.resource("order", call.order);
        return call;
    }

    /** The order with a label of confidentiality. */
    AssessmentCall labelled(String code) {
        order.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .put("code", code);
        return this;
    }

    public static AssessmentCall without() {
        return new AssessmentCall(JSON.createObjectNode());
    }

    public static ObjectNode order(String patient) {
        ObjectNode order =
                JSON.createObjectNode().put("resourceType", "ServiceRequest").put("id", "order-1");
        order.put("status", "draft").put("intent", "order");
        code(order.putObject("code"), "http://loinc.org", "30679-5");
        order.putObject("subject").put("reference", "Patient/" + patient);
        order.putObject("requester").put("reference", "Practitioner/dr-" + patient);
        code(order.putArray("reasonCode").addObject(), "http://snomed.info/sct", "279039007");
        return order;
    }

    public static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }

    public AssessmentCall ordered(Consumer<ObjectNode> change) {
        change.accept(order);
        return this;
    }

    /** Every red flag denied. */
    public AssessmentCall withoutRedFlags() {
        ObjectNode response = answers("2026-11-25T08:00:00-05:00");
        FLAGS.forEach(flag ->
                answer(response, flag, "valueBoolean", JSON.getNodeFactory().booleanNode(false)));
        answer(response, "pain-onset", "valueDate", JSON.getNodeFactory().textNode("2026-11-04"));
        return resource("answers", response);
    }

    public AssessmentCall answering(String fact, boolean yes, String authored) {
        ObjectNode response = answers(authored);
        answer(response, fact, "valueBoolean", JSON.getNodeFactory().booleanNode(yes));
        return resource("answers", response);
    }

    public AssessmentCall value(String name, String type, String value) {
        parameters.addObject().put("name", name).put("value" + type, value);
        return this;
    }

    public AssessmentCall resource(String name, ObjectNode resource) {
        parameters.addObject().put("name", name).set("resource", resource);
        return this;
    }

    public String json() {
        return body.toString();
    }

    public ObjectNode sentOrder() {
        return order.deepCopy();
    }

    public static JsonNode parameter(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return JSON.createObjectNode();
    }

    public static JsonNode resource(Answer answer, String name) {
        return parameter(answer, name).path("resource");
    }

    public static Set<String> names(Answer answer) {
        Set<String> names = new TreeSet<>();
        answer.json()
                .path("parameter")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    private static ObjectNode answers(String authored) {
        ObjectNode response = JSON.createObjectNode().put("resourceType", "QuestionnaireResponse");
        response.put("status", "completed").put("authored", authored).putArray("item");
        return response;
    }

    private static void answer(ObjectNode response, String fact, String element, JsonNode value) {
        ObjectNode item = ((ArrayNode) response.path("item")).addObject().put("linkId", fact);
        item.putArray("answer").addObject().set(element, value);
    }
}
