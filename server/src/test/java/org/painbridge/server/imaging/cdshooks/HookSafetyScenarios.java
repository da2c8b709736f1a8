package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.LOW_BACK_PAIN;
import static org.painbridge.server.imaging.cdshooks.HookCalls.bundle;
import static org.painbridge.server.imaging.cdshooks.HookCalls.order;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.imaging.AssessmentCall;

/** Wherever the chart is: what stands in the way of an order is seen, by the hook as by the operation. */
abstract class HookSafetyScenarios extends HookScenarios {
    private final ClinicServer clinic = new ClinicServer("/clinic");

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyOurStoreHoldsIsSeen(KnownOfSafety known) {
        String person = unique();
        store(person, known);

        JsonNode answer = served(call(known, person));

        assertSaysTheSame(answer, known, person);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyThePrefetchHoldsIsSeen(KnownOfSafety known) {
        String person = unique();
        HookCalls call = call(known, person).prefetched();
        byPart(known, person).forEach((part, found) -> call.prefetch(part.key(), bundle(found)));

        JsonNode answer = served(call);

        store(person, known);
        assertSaysTheSame(answer, known, person);
        assertThat(notes(answer)).noneMatch(note -> note.startsWith("prefetch."));
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyTheClientsServerHoldsIsSeen(KnownOfSafety known) {
        String person = unique();
        clinic.knowing(person);
        byPart(known, person)
                .forEach((part, found) -> clinic.answer(
                        part.type() + (isOfNobody(part, found) ? "?_id=" : "?patient="),
                        200,
                        bundle(found).toString()));

        JsonNode answer = served(call(known, person).from(clinic.url()));

        store(person, known);
        assertSaysTheSame(answer, known, person);
        assertThat(notes(answer)).noneMatch(note -> note.startsWith("prefetch."));
    }

    @Test
    void aDeviceThatThePrefetchOnlyNamesIsReadFromOurStore() {
        KnownOfSafety known = KnownOfSafety.PACEMAKER_IN_USE;
        String person = unique();
        store(person, known);
        HookCalls call = call(known, person).prefetched();
        call.prefetch(ChartPart.DEVICE_USES.key(), bundle(byPart(known, person).get(ChartPart.DEVICE_USES)));

        assertSaysTheSame(served(call), known, person);
    }

    @Test
    void aDeviceThatIsNotToBeHadIsNamedAsUnknown() {
        String person = unique();
        clinic.knowing(person);
        ObjectNode[] use = byPart(KnownOfSafety.PACEMAKER_IN_USE, person).get(ChartPart.DEVICE_USES);
        clinic.answer("DeviceUseStatement?patient=", 200, bundle(use).toString());

        JsonNode answer = served(call(KnownOfSafety.PACEMAKER_IN_USE, person).from(clinic.url()));

        assertThat(clinic.questions()).contains("Device?_id=pm-" + person);
        assertThat(notes(answer))
                .anyMatch(note -> note.startsWith("prefetch.deviceUses: It names a device"))
                .noneMatch(note -> note.contains(person));
    }

    @Test
    void aDeviceQueryThatFailsLeavesTheDeviceUnknownAndTheOrderGoesOn() {
        String person = unique();
        clinic.knowing(person)
                .answer(
                        "QuestionnaireResponse?patient=",
                        200,
                        bundle(HookCalls.denied()).toString())
                .answer("Device?patient=", 500, HookCalls.outcome().toString());
        HookCalls call = sign(mri()).about(person);

        JsonNode answer = served(call.from(clinic.url()));

        assertThat(notes(answer)).singleElement().asString().startsWith("prefetch.devices: fhirServer");
        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(answer.at("/cards/0/source/topic/code").asText()).isEqualTo("better-option");
    }

    @Test
    void anOutcomeWithinAnAnswerIsNamedToo() {
        String person = unique();
        clinic.knowing(person)
                .answer("Device?patient=", 200, bundle(HookCalls.outcome()).toString());

        JsonNode answer = served(sign(mri()).about(person).from(clinic.url()));

        assertThat(notes(answer)).anyMatch(note -> note.startsWith("prefetch.devices: fhirServer could not give all"));
    }

    @Test
    void whatWasNotPrefetchedAndIsNowhereIsNamedKeyByKey() {
        String person = unique();
        HookCalls call = sign(mri()).about(person).prefetched();
        ((ObjectNode) call.json().path("prefetch")).remove(List.of("devices", "allergies"));

        assertThat(notes(served(call)))
                .hasSize(2)
                .anyMatch(note -> note.startsWith("prefetch.devices: Not prefetched"))
                .anyMatch(note -> note.startsWith("prefetch.allergies: Not prefetched"));
    }

    /** Such a device is not found by the patient. */
    private static boolean isOfNobody(ChartPart part, ObjectNode... found) {
        return part == ChartPart.DEVICES && !found[0].has("patient");
    }

    private static HookCalls call(KnownOfSafety known, String person) {
        return sign(order("order-1", known.order(), LOW_BACK_PAIN)).about(person);
    }

    private static Map<ChartPart, ObjectNode[]> byPart(KnownOfSafety known, String person) {
        Map<ChartPart, ObjectNode[]> parts = new LinkedHashMap<>();
        known.resources(person)
                .forEach(resource -> parts.put(KnownOfSafety.part(resource), new ObjectNode[] {resource}));
        return parts;
    }

    private void store(String person, KnownOfSafety known) {
        put(HookCalls.patient(person));
        List<ObjectNode> resources = new ArrayList<>(known.resources(person));
        // A device is there before what refers to it.
        resources.reversed().forEach(this::put);
    }

    private void put(ObjectNode resource) {
        String url = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        AnswerAssert.assertThat(http().put(url, resource.toString())).hasStatus(201);
    }

    /** Compared with what the operation says of the same chart, which our store holds. */
    private void assertSaysTheSame(JsonNode answer, KnownOfSafety known, String person) {
        ObjectNode same = order("order-1", known.order(), LOW_BACK_PAIN);
        same.putObject("subject").put("reference", "Patient/" + person);
        Answer operation = http().post(
                        AssessmentCall.PATH,
                        AssessmentCall.ofStored(person)
                                .ordered(order -> order.setAll(same))
                                .json());
        List<JsonNode> issues = operation.json().path("parameter").findParents("name").stream()
                .filter(parameter -> parameter.path("name").asText().equals("issues"))
                .map(parameter -> parameter.path("resource"))
                .toList();

        assertThat(issues)
                .extracting(issue -> issue.at("/code/coding/0/code").asText())
                .contains(known.gate());
        String detail = answer.at("/cards/0/detail").asText();
        assertThat(issues)
                .allSatisfy(issue -> assertThat(detail)
                        .contains("**" + issue.at("/code/text").asText() + "**"));
    }
}
