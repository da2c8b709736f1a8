package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.LOW_BACK_PAIN;
import static org.painbridge.server.imaging.cdshooks.HookCalls.LUMBAR_MRI;
import static org.painbridge.server.imaging.cdshooks.HookCalls.order;
import static org.painbridge.server.imaging.cdshooks.HookCalls.select;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;

/** Calls that make no sense, or are odd or large. */
abstract class HookRequestScenarios extends HookScenarios {
    private static final String NOT_RATED =
            "ServiceRequest/order-1: Not rated: not-recognised: ServiceRequest.subject, ServiceRequest.reasonCode";

    private static final String TOO_LONG = "a".repeat(1024 * 1024 + 1);

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("hook", call -> call.put("hook", "patient-view")),
                fault("hook", call -> call.remove("hook")),
                fault("hookInstance", call -> call.put("hookInstance", "4711")),
                fault("context.patientId", call -> context(call).remove("patientId")),
                fault("context.patientId", call -> context(call).put("patientId", "1?_include=*")),
                fault("context.userId", call -> context(call).put("userId", "somebody")),
                fault("context.draftOrders", call -> context(call).remove("draftOrders")),
                fault(
                        "context.draftOrders",
                        call -> context(call).putObject("draftOrders").put("resourceType", "Patient")),
                fault(
                        "context.draftOrders.entry[0].resource",
                        call -> ((ObjectNode) call.at("/context/draftOrders/entry/0")).remove("resource")),
                fault(
                        "context.draftOrders.entry[0].resource.subject",
                        call -> ((ObjectNode) call.at("/context/draftOrders/entry/0/resource/subject"))
                                .put("reference", "Patient/somebody-else")),
                fault("prefetch", call -> call.put("prefetch", "all")),
                fault(
                        "prefetch.patient",
                        call -> ((ObjectNode) call.at("/prefetch/patient")).put("id", "somebody-else")),
                fault("fhirServer", call -> call.put("fhirServer", "ftp://example.org")),
                fault(
                        "fhirServer",
                        call -> call.putObject("fhirAuthorization")
                                .put("access_token", "t")
                                .put("token_type", "Bearer")),
                fault(
                        "fhirAuthorization.access_token",
                        call -> call.put("fhirServer", "https://example.org")
                                .putObject("fhirAuthorization")
                                .put("access_token", "a\r\nX-Injected: 1")
                                .put("token_type", "Bearer")),
                fault(
                        "fhirAuthorization.patient",
                        call -> call.put("fhirServer", "https://example.org")
                                .putObject("fhirAuthorization")
                                .put("access_token", "t")
                                .put("token_type", "Bearer")
                                .put("patient", "somebody-else")));
    }

    private static Arguments fault(String where, Consumer<ObjectNode> change) {
        return Arguments.of(where, Named.of("a change of the call", change));
    }

    private static ObjectNode context(ObjectNode call) {
        return (ObjectNode) call.path("context");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedWhereItIs(String where, Consumer<ObjectNode> change) {
        assertThat(send(sign(mri()).withoutRedFlags().with(change)))
                .isRefused(400, "invalid-hook-request")
                .at(where);
    }

    @Test
    void everyFaultIsNamed() {
        Answer answer = send(sign(mri()).with(call -> {
            call.put("hookInstance", "1");
            context(call).remove("userId");
            context(call).remove("patientId");
        }));

        assertThat(answer).isRefused(400, "invalid-hook-request");
        assertThat(answer.json().path("issue").findValues("expression").stream()
                        .map(expression -> expression.path(0).asText()))
                .contains("hookInstance", "context.userId", "context.patientId");
    }

    @Test
    void selectionsAreDraftOrdersByTypeAndId() {
        assertThat(send(select(List.of(), mri()).prefetched()))
                .isRefused(400, "invalid-hook-request")
                .at("context.selections");
        assertThat(send(select(List.of("order-1"), mri()).prefetched()))
                .isRefused(400, "invalid-hook-request")
                .at("context.selections");
        assertThat(send(select(List.of("ServiceRequest/other"), mri()).prefetched()))
                .isRefused(400, "invalid-hook-request")
                .at("context.selections");
    }

    @Test
    void whatIsNoJsonNoFhirOrNoServiceOfOursIsRefused() {
        assertThat(hooks().post(SERVICE, "{")).isRefused(400, "malformed-json");
        assertThat(hooks().post(SERVICE, "[]")).isRefused(400, "invalid-hook-request");
        assertThat(hooks().post(SERVICE, "{\"hook\":\"order-sign\",\"hook\":\"order-sign\"}"))
                .isRefused(400, "duplicate-json-key");
        assertThat(hooks().post("cds-services/nope", "{}")).isRefused(404, "unknown-cds-service");
        assertThat(hooks().post("cds-services/nope/feedback", "{}")).isRefused(404, "unknown-cds-service");
        assertThat(send(sign(mri().put("statusReason", "none")).prefetched()))
                .isRefused(400, "malformed-resource")
                .at("context.draftOrders.entry[0].resource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<p>pain</p>", "<div>numb<br>and weak</div>", "<div><p></div>", "<div onclick=x>pain</div>"})
    void aNarrativeThatWouldNotBeStoredIsNoReasonToRefuse(String div) {
        ObjectNode order = mri();
        narrative(order, div);
        ObjectNode contained = HookCalls.condition("chart-1", LOW_BACK_PAIN).put("id", "inside");
        narrative(contained, div);
        ObjectNode condition = HookCalls.condition("chart-1", HookCalls.CAUDA_EQUINA);
        narrative(condition, div);
        condition.putArray("note").addObject().put("text", "numb\u000band weak\f");
        condition.putArray("contained").add(contained);

        JsonNode answer = served(sign(order).withoutRedFlags().prefetch("conditions", HookCalls.bundle(condition)));

        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(answer.at("/systemActions/0/resource/text")).isEqualTo(order.path("text"));
    }

    @Test
    void aLongStringOfTheChartIsNoReasonToRefuse() {
        ObjectNode condition = HookCalls.condition("chart-1", HookCalls.CAUDA_EQUINA);
        condition.putArray("note").addObject().put("text", TOO_LONG);

        JsonNode answer = served(sign(mri()).withoutRedFlags().prefetch("conditions", HookCalls.bundle(condition)));

        assertThat(answer.path("systemActions")).hasSize(1);
    }

    @Test
    void anOrderWithALongStringLeavesTheOthersTheirAdvice() {
        ObjectNode order = mri().put("id", "long");
        order.putArray("note").addObject().put("text", TOO_LONG);

        JsonNode answer = served(sign(order, mri()).withoutRedFlags());

        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(notes(answer))
                .containsExactly(
                        "context.draftOrders.entry[0].resource: Not looked at: a string of it is longer than FHIR allows");
    }

    private static void narrative(ObjectNode resource, String div) {
        resource.putObject("text").put("status", "generated").put("div", div);
    }

    @Test
    void anOrderWithoutCodeOrSubjectIsNotRatedAndTheAnswerSaysSo() {
        ObjectNode order = mri();
        order.remove("subject");
        order.remove("reasonCode");

        JsonNode answer = served(sign(order).withoutRedFlags());

        assertThat(answer.path("cards")).isEmpty();
        assertThat(notes(answer)).containsExactly(NOT_RATED);
    }

    @Test
    void dataOfAnotherPatientIsNotMadeUseOf() {
        JsonNode answer = served(sign(mri())
                .withoutRedFlags()
                .prefetch(
                        "conditions", HookCalls.bundle(HookCalls.condition("somebody-else", HookCalls.CAUDA_EQUINA))));

        assertThat(answer.path("cards")).isEmpty();
        assertThat(notes(answer)).hasSize(1);
    }

    /** Two orders that are based on each other, each with reasons that are each other's evidence. */
    @Test
    void cyclicReferencesAreFollowedOnceAndTheOrdersRated() {
        ObjectNode one = CyclicOrders.withCycle(mri(), "order-2");
        ObjectNode other = CyclicOrders.withCycle(mri().put("id", "order-2"), "order-1");

        JsonNode answer = served(sign(one, other)
                .withoutRedFlags()
                .prefetch(
                        "orders",
                        HookCalls.bundle(
                                CyclicOrders.withCycle(mri().put("id", "order-3"), "order-4"),
                                CyclicOrders.withCycle(mri().put("id", "order-4"), "order-3")))
                .prefetch("conditions", HookCalls.bundle(CyclicOrders.conditions())));

        assertThat(answer.path("systemActions")).hasSize(2);
        assertThat(notes(answer)).isEmpty();
    }

    @Test
    void fiveHundredDraftOrdersAreAnsweredAndMoreRefused() {
        ObjectNode[] orders = IntStream.range(0, 500)
                .mapToObj(i -> order("order-" + i, LUMBAR_MRI, LOW_BACK_PAIN))
                .toArray(ObjectNode[]::new);

        JsonNode answer = served(sign(orders).withoutRedFlags());

        assertThat(answer.path("systemActions").size() + notes(answer).size()).isGreaterThanOrEqualTo(50);
        ObjectNode[] more = IntStream.range(0, 501).mapToObj(i -> mri()).toArray(ObjectNode[]::new);
        assertThat(send(sign(more).withoutRedFlags())).isRefused(413, "too-many-entries");
    }

    @Test
    void fiveMegabytesOfPrefetchAreReadAndMoreThanEightRefused() {
        HookCalls large = sign(mri()).withoutRedFlags().prefetch("observations", observations(5 << 20));

        assertThat(served(large).path("systemActions")).hasSize(1);
        assertThat(send(large.prefetch("observations", observations(9 << 20)))).isRefused(413, "body-too-large");
    }

    private static ObjectNode observations(int bytes) {
        ObjectNode observation = HookCalls.JSON.createObjectNode();
        observation.put("resourceType", "Observation").put("status", "final");
        observation
                .putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "29463-7");
        observation.putObject("subject").put("reference", "Patient/chart-1");
        observation.put("effectiveDateTime", "2026-01-05");
        observation.putArray("note").addObject().put("text", "x".repeat(400));
        int count = bytes / (observation.toString().length() + 20);
        return HookCalls.bundle(
                IntStream.range(0, count).mapToObj(i -> observation).toArray(ObjectNode[]::new));
    }
}
