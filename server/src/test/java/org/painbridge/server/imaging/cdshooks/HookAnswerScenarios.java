package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.CAUDA_EQUINA;
import static org.painbridge.server.imaging.cdshooks.HookCalls.LOW_BACK_PAIN;
import static org.painbridge.server.imaging.cdshooks.HookCalls.LUMBAR_RADIOGRAPH;
import static org.painbridge.server.imaging.cdshooks.HookCalls.order;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clinician sees, and what goes without a word. */
abstract class HookAnswerScenarios extends HookScenarios {

    @Test
    void discoveryOffersTheServiceForBothHooksUnderOneId() {
        JsonNode services = hooks().get("cds-services").json().path("services");

        assertThat(services.findValuesAsText("hook")).containsExactly("order-select", "order-sign");
        assertThat(services.findValuesAsText("id"))
                .containsExactly("imaging-appropriateness", "imaging-appropriateness");
        assertThat(services).allSatisfy(service -> {
            assertThat(service.path("description").asText()).isNotBlank();
            assertThat(service.path("usageRequirements").asText()).isNotBlank();
            assertThat(service.path("version").asText()).isNotBlank();
            assertThat(service.at("/prefetch/patient").asText()).isEqualTo("Patient/{{context.patientId}}");
        });
    }

    @Test
    void anOrderThatIsNotAppropriateIsRatedAndMeetsACardWithABetterOption() {
        JsonNode answer = served(sign(mri()).withoutRedFlags());

        assertThat(answer.path("cards")).hasSize(1);
        JsonNode card = answer.at("/cards/0");
        assertThat(card.path("uuid").asText()).hasSize(36);
        assertThat(card.path("summary").asText()).hasSizeBetween(1, 140).startsWith("Usually not appropriate");
        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(card.at("/source/label").asText()).isNotBlank();
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("better-option");
        assertThat(card.path("selectionBehavior").asText()).isEqualTo("at-most-one");
        assertThat(card.path("suggestions").findValues("isRecommended").stream().filter(JsonNode::asBoolean))
                .hasSize(1);
        assertThat(card.path("overrideReasons"))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        reason -> assertThat(reason.path("display").asText()).isNotBlank());
        assertThat(rating(answer.at("/systemActions/0"))).isEqualTo("not-appropriate");
    }

    @Test
    void aRatingIsASystemActionWithTheWholeOrderAsItWasSent() {
        ObjectNode order = mri();
        order.putObject("quantityQuantity").put("value", new BigDecimal("1.50"));
        order.putArray("note").addObject().put("text", "sent with the order");
        order.putArray("extension")
                .addObject()
                .put("url", "http://example.org/kept")
                .put("valueString", "kept");
        order.withArray("extension")
                .addObject()
                .put("url", "http://fhir.org/argonaut/Extension/pama-rating-consult-id")
                .put("valueUri", "urn:uuid:of-an-earlier-call");

        String text = send(sign(order).withoutRedFlags()).text();
        JsonNode action = served(sign(order).withoutRedFlags()).at("/systemActions/0");

        assertThat(action.path("type").asText()).isEqualTo("update");
        assertThat(action.path("resource").path("note")).isEqualTo(order.path("note"));
        assertThat(action.path("resource").path("id").asText()).isEqualTo("order-1");
        assertThat(text).contains("1.50").contains("http://example.org/kept").doesNotContain("of-an-earlier-call");
        assertThat(extension(action, "pama-rating-consult-id").path("valueUri").asText())
                .matches("urn:uuid:[0-9a-f-]{36}");
        assertThat(extension(action, "pama-rating-qcdsm-consulted")
                        .path("valueString")
                        .asText())
                .isEqualTo("PainBridge");
        assertThat(extension(action, "pama-rating-auc-applied").path("valueUri").asText())
                .startsWith("https://");
        assertThat(extension(action, "imaging-appropriateness").path("extension"))
                .isNotEmpty();
    }

    @Test
    void systemActionsStandAtTheRootAndInTheArgonautPlace() {
        JsonNode answer = served(sign(mri()).withoutRedFlags());

        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(answer.at("/extension/systemActions")).isEqualTo(answer.path("systemActions"));
    }

    @Test
    void anEmergencyIsACriticalCard() {
        JsonNode answer =
                served(sign(order("order-1", LUMBAR_RADIOGRAPH, CAUDA_EQUINA)).prefetched());

        JsonNode card = answer.at("/cards/0");
        assertThat(card.path("indicator").asText()).isEqualTo("critical");
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("emergency");
        JsonNode actions = card.at("/suggestions/0/actions");
        assertThat(actions.findValuesAsText("type")).containsExactly("create", "delete");
        JsonNode instead = actions.at("/0/resource");
        assertThat(instead.path("status").asText()).isEqualTo("draft");
        assertThat(instead.path("intent").asText()).isEqualTo("order");
        assertThat(instead.at("/subject/reference").asText()).isEqualTo("Patient/chart-1");
        assertThat(instead.at("/reasonCode/0/coding/0/code").asText()).isEqualTo(CAUDA_EQUINA);
        assertThat(instead.has("id")).isFalse();
        assertThat(actions.at("/1/resourceId").asText()).isEqualTo("ServiceRequest/order-1");
    }

    @Test
    void besideADraftThatCannotBeWithdrawnNoOtherOrderIsPlaced() {
        ObjectNode draft = order("order-1", LUMBAR_RADIOGRAPH, CAUDA_EQUINA);
        draft.remove("id");

        JsonNode suggestion = served(sign(draft).prefetched()).at("/cards/0/suggestions/0");

        assertThat(suggestion.path("label").asText()).isNotBlank();
        assertThat(suggestion.has("actions")).isFalse();
    }

    @Test
    void missingFactsAreAskedForAndNothingIsRated() {
        JsonNode answer = served(sign(mri()).prefetched());

        JsonNode card = answer.at("/cards/0");
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("questions");
        assertThat(answer.has("systemActions")).isFalse();
        assertThat(card.has("overrideReasons")).isFalse();
        JsonNode later = card.path("suggestions").get(card.path("suggestions").size() - 1);
        JsonNode form = later.at("/actions/0/resource");
        assertThat(form.path("resourceType").asText()).isEqualTo("QuestionnaireResponse");
        assertThat(form.path("status").asText()).isEqualTo("in-progress");
        assertThat(form.at("/subject/reference").asText()).isEqualTo("Patient/chart-1");
        assertThat(form.at("/contained/0/item").size()).isBetween(1, 3);
        assertThat(form.path("item")).hasSameSizeAs(form.at("/contained/0/item"));
    }

    /** Round by round, as an EMR would: each answer goes into the chart. */
    @Test
    void answeringTheCardsWithNoneOfTheseLeadsToARating() {
        HookCalls call = sign(mri()).prefetched();
        JsonNode answer = served(call);
        List<ObjectNode> chart = new ArrayList<>();
        for (int round = 0; round < 10 && !answer.has("systemActions"); round++) {
            JsonNode given = answer.at("/cards/0/suggestions/0/actions/0/resource");
            chart.add(given.path("status").asText().equals("completed") ? (ObjectNode) given : HookCalls.denied());
            answer = served(call.prefetch("answers", HookCalls.bundle(chart.toArray(ObjectNode[]::new))));
        }

        assertThat(chart.getFirst().at("/item/0/answer/0/valueBoolean").isBoolean())
                .isTrue();
        assertThat(rating(answer.at("/systemActions/0"))).isEqualTo("not-appropriate");
    }

    @Test
    void anAppropriateOrderGoesItsWayInSilence() {
        ObjectNode order = mri();
        order.withArray("reasonCode")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://hl7.org/fhir/sid/icd-10")
                .put("code", "M80.9");

        JsonNode answer = served(sign(order).withoutRedFlags());

        assertThat(answer.path("cards")).isEmpty();
        assertThat(rating(answer.at("/systemActions/0"))).isEqualTo("appropriate");
    }

    @Test
    void aDeviceOfThePersonIsWarnedOfBeforeAnMri() {
        ObjectNode device =
                HookCalls.JSON.createObjectNode().put("resourceType", "Device").put("id", "pacemaker");
        device.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://snomed.info/sct")
                .put("code", "14106009");
        device.putObject("patient").put("reference", "Patient/chart-1");

        ObjectNode unread = mri();
        unread.remove("reasonCode");
        for (ObjectNode order : List.of(mri(), unread)) {
            JsonNode card = served(sign(order).withoutRedFlags().prefetch("devices", HookCalls.bundle(device)))
                    .at("/cards/0");

            assertThat(card.path("indicator").asText()).isEqualTo("warning");
            assertThat(card.path("detail").asText()).startsWith("**Implanted device");
        }
    }

    @Test
    void anOrderInWordsAloneIsNotPassedOverInSilence() {
        ObjectNode order = mri();
        order.putObject("code").put("text", "MRI of the lumbar spine");

        assertThat(notes(served(sign(order).prefetched())))
                .containsExactly(
                        "ServiceRequest/order-1: Not looked at: its words may mean imaging, but no code that is known here");
    }

    @Test
    void anOrderThatIsNoImagingIsNoneOfOurBusiness() {
        JsonNode answer = served(sign(order("order-1", "0-0", LOW_BACK_PAIN)).prefetched());

        assertThat(answer.toString()).isEqualTo("{\"cards\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'fr-CA,fr;q=0.9,en;q=0.8', Habituellement non approprié",
        "'de, fr;q=0.4, en;q=0.8', Usually not appropriate",
        "'fr;q=0, en', Usually not appropriate",
        "'*', Usually not appropriate",
        "';;;', Usually not appropriate",
    })
    void theHeaderChoosesTheLanguage(String header, String beginning) {
        JsonNode card =
                served(sign(mri()).withoutRedFlags(), "Accept-Language", header).at("/cards/0");

        assertThat(card.path("summary").asText()).startsWith(beginning);
    }

    @Test
    void withoutAHeaderTheUsersOwnRecordChoosesTheLanguage() {
        ObjectNode user = HookCalls.JSON
                .createObjectNode()
                .put("resourceType", "Practitioner")
                .put("id", "1");
        user.putArray("communication")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "urn:ietf:bcp:47")
                .put("code", "fr-CA");

        JsonNode card =
                served(sign(mri()).withoutRedFlags().prefetch("user", user)).at("/cards/0");

        assertThat(card.path("summary").asText()).startsWith("Habituellement non approprié");
        assertThat(card.path("overrideReasons").findValuesAsText("display")).contains("Grossesse");
    }

    @Test
    void ofSelectedOrdersOnlyIsSpoken() {
        ObjectNode earlier = order("order-2", LUMBAR_RADIOGRAPH, CAUDA_EQUINA);

        JsonNode answer = served(HookCalls.select(List.of("ServiceRequest/order-1"), mri(), earlier)
                .withoutRedFlags());

        assertThat(answer.path("systemActions")).hasSize(1);
        assertThat(answer.at("/systemActions/0/resource/id").asText()).isEqualTo("order-1");
        assertThat(answer.path("cards").findValuesAsText("indicator")).doesNotContain("critical");
    }

    @Test
    void anOrderOfAnotherTypeIsPassedOverWithANote() {
        ObjectNode drug = HookCalls.JSON
                .createObjectNode()
                .put("resourceType", "MedicationRequest")
                .put("id", "rx");

        JsonNode answer = served(sign(mri(), drug).withoutRedFlags());

        assertThat(answer.path("cards")).hasSize(1);
        assertThat(notes(answer))
                .singleElement()
                .asString()
                .startsWith("context.draftOrders.entry[1].resource: Not looked at");
    }

    private static String rating(JsonNode action) {
        return extension(action, "pama-rating")
                .at("/valueCodeableConcept/coding/0/code")
                .asText();
    }
}
