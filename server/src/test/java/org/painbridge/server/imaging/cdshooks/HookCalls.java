package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.painbridge.imaging.fhir.ChartPart;

/** Calls of the hooks about a fictitious person of 46, chart-1, with low back pain for three weeks. */
final class HookCalls {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String PATIENT = "chart-1";
    static final String LUMBAR_MRI = "30679-5";
    static final String LUMBAR_RADIOGRAPH = "30777-7";
    static final String CT_WITH_CONTRAST = "24964-9";
    static final String LOINC = "http://loinc.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String LOW_BACK_PAIN = "279039007";
    static final String CAUDA_EQUINA = "192970008";
    private static final List<String> FLAGS = List.of(
            "any-neurological-flag",
            "any-infection-flag",
            "any-tumour-flag",
            "any-fracture-flag",
            "inflammatory-back-pain",
            "prior-lumbar-surgery");

    private final ObjectNode call = JSON.createObjectNode();

    private HookCalls(String hook) {
        call.put("hook", hook).put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        ObjectNode context =
                call.putObject("context").put("userId", "Practitioner/1").put("patientId", PATIENT);
        context.putObject("draftOrders")
                .put("resourceType", "Bundle")
                .put("type", "collection")
                .putArray("entry");
    }

    /** Nothing is prefetched. */
    static HookCalls sign(ObjectNode... orders) {
        return new HookCalls("order-sign").draft(orders);
    }

    static HookCalls select(List<String> selections, ObjectNode... orders) {
        HookCalls calls = new HookCalls("order-select").draft(orders);
        ArrayNode list = ((ObjectNode) calls.call.path("context")).putArray("selections");
        selections.forEach(list::add);
        return calls;
    }

    private HookCalls draft(ObjectNode... orders) {
        ArrayNode entries = (ArrayNode) call.at("/context/draftOrders/entry");
        for (ObjectNode order : orders) {
            entries.addObject().set("resource", order);
        }
        return this;
    }

    HookCalls with(Consumer<ObjectNode> change) {
        change.accept(call);
        return this;
    }

    HookCalls from(String server) {
        call.put("fhirServer", server);
        return this;
    }

    HookCalls prefetch(String key, JsonNode value) {
        call.withObject("/prefetch").set(key, value);
        return this;
    }

    /** All keys answered; the red flags are not. */
    HookCalls prefetched() {
        Stream.of(ChartPart.values()).forEach(part -> prefetch(part.key(), bundle()));
        return prefetch("patient", patient(call.at("/context/patientId").asText()));
    }

    /** A call about another person. */
    HookCalls about(String patientId) {
        ((ObjectNode) call.path("context")).put("patientId", patientId);
        call.at("/context/draftOrders/entry")
                .forEach(
                        entry -> ((ObjectNode) entry.at("/resource/subject")).put("reference", "Patient/" + patientId));
        return this;
    }

    /** All keys answered, and every red flag denied. */
    HookCalls withoutRedFlags() {
        return prefetched().prefetch("answers", bundle(denied()));
    }

    ObjectNode json() {
        return call;
    }

    @Override
    public String toString() {
        return call.toString();
    }

    static ObjectNode order(String id, String loinc, String reason) {
        ObjectNode order =
                JSON.createObjectNode().put("resourceType", "ServiceRequest").put("id", id);
        order.put("status", "draft").put("intent", "order");
        code(order.putObject("code"), LOINC, loinc);
        order.putObject("subject").put("reference", "Patient/" + PATIENT);
        code(order.putArray("reasonCode").addObject(), SNOMED, reason);
        return order;
    }

    static ObjectNode patient() {
        return patient(PATIENT);
    }

    static ObjectNode patient(String id) {
        return JSON.createObjectNode()
                .put("resourceType", "Patient")
                .put("id", id)
                .put("birthDate", "1980-05-05");
    }

    static ObjectNode bundle(ObjectNode... resources) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        ArrayNode entries = bundle.putArray("entry");
        for (ObjectNode resource : resources) {
            entries.addObject().set("resource", resource);
        }
        return bundle;
    }

    static ObjectNode outcome() {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", "error").put("code", "timeout");
        return outcome;
    }

    /** Every red flag is denied, the pain is three weeks old. */
    static ObjectNode denied() {
        ObjectNode response = JSON.createObjectNode().put("resourceType", "QuestionnaireResponse");
        response.put("status", "completed");
        response.put("authored", OffsetDateTime.now().minusHours(1).withNano(0).toString());
        ArrayNode items = response.putArray("item");
        FLAGS.forEach(flag -> answer(items, flag).put("valueBoolean", false));
        answer(items, "pain-onset")
                .put("valueDate", LocalDate.now().minusWeeks(3).toString());
        return response;
    }

    static ObjectNode condition(String patientId, String code) {
        ObjectNode condition = JSON.createObjectNode().put("resourceType", "Condition");
        String base = "http://terminology.hl7.org/CodeSystem/condition-";
        code(condition.putObject("clinicalStatus"), base + "clinical", "active");
        code(condition.putObject("verificationStatus"), base + "ver-status", "confirmed");
        code(condition.putObject("code"), SNOMED, code);
        condition.putObject("subject").put("reference", "Patient/" + patientId);
        condition.put("recordedDate", LocalDate.now().minusDays(3).toString());
        return condition;
    }

    private static ObjectNode answer(ArrayNode items, String fact) {
        return items.addObject().put("linkId", fact).putArray("answer").addObject();
    }

    static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }
}
