package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.fhir.CdsCard;
import org.painbridge.imaging.fhir.PamaRating;
import org.painbridge.server.store.ResourceJson;

/** Cards and actions as JSON of CDS Hooks 2.0. */
final class CardJson {

    ObjectNode card(CdsCard card, DraftOrder draft, Optional<AppLink> app) {
        ObjectNode node = HookJson.object();
        node.put("uuid", card.uuid());
        node.put("summary", card.headline().summary());
        node.put("indicator", card.headline().indicator().code());
        node.put("detail", card.detail());
        ObjectNode source = node.putObject("source").put("label", card.source().label());
        if (card.source().url() != null) {
            source.put("url", card.source().url());
        }
        source.set("topic", coding(card.source().topic()));
        if (!card.suggestions().isEmpty()) {
            node.put("selectionBehavior", "at-most-one");
            ArrayNode suggestions = node.putArray("suggestions");
            card.suggestions().forEach(suggestion -> suggestions.add(suggestion(suggestion, draft)));
        }
        app.ifPresent(link -> node.putArray("links").add(link.json()));
        if (!card.overrides().isEmpty()) {
            ArrayNode reasons = node.putArray("overrideReasons");
            card.overrides().forEach(reason -> reasons.add(coding(reason)));
        }
        return node;
    }

    /** The order as it was sent, byte for byte where we have nothing to say. */
    ObjectNode update(List<Extension> extensions, DraftOrder draft) {
        ObjectNode order = draft.sent().deepCopy();
        ArrayNode all = HookJson.object().arrayNode();
        order.path("extension").forEach(sent -> {
            if (!PamaRating.URLS.contains(sent.path("url").asText())) {
                all.add(sent);
            }
        });
        tree(new ServiceRequest().setExtension(extensions)).path("extension").forEach(all::add);
        order.set("extension", all);
        return HookJson.object().put("type", "update").set("resource", order);
    }

    /**
     * All actions of a suggestion are done together. A draft without an id cannot be withdrawn, and placing the other order
     * beside it would have both signed: then the suggestion is words only.
     */
    private ObjectNode suggestion(CdsCard.Suggestion suggestion, DraftOrder draft) {
        ObjectNode node = HookJson.object()
                .put("label", suggestion.label())
                .put("uuid", suggestion.uuid())
                .put("isRecommended", suggestion.recommended());
        boolean withdraws = suggestion.actions().stream().anyMatch(CdsCard.Action.Withdraw.class::isInstance);
        if (!withdraws || draft.hasId()) {
            ArrayNode actions = node.putArray("actions");
            suggestion.actions().forEach(action -> actions.add(action(action, draft)));
        }
        return node;
    }

    private ObjectNode action(CdsCard.Action action, DraftOrder draft) {
        return switch (action) {
            case CdsCard.Action.Create(String description, Resource resource) ->
                HookJson.object()
                        .put("type", "create")
                        .put("description", description)
                        .set("resource", tree(resource));
            case CdsCard.Action.Withdraw(String description) ->
                HookJson.object()
                        .put("type", "delete")
                        .put("description", description)
                        .put("resourceId", draft.reference());
        };
    }

    private static ObjectNode coding(Coding coding) {
        return HookJson.object()
                .put("system", coding.getSystem())
                .put("code", coding.getCode())
                .put("display", coding.getDisplay());
    }

    private static JsonNode tree(Resource resource) {
        return HookJson.tree(ResourceJson.of(resource));
    }
}
