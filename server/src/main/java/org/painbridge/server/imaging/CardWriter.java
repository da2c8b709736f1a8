package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.fhir.CdsCards.Card;
import org.painbridge.imaging.fhir.CdsCards.Suggestion;

/** Cards as JSON of CDS Hooks 2.0. */
final class CardWriter {
    private final FhirContext context;
    private final ObjectMapper json = new ObjectMapper();

    CardWriter(FhirContext context) {
        this.context = context;
    }

    void add(ArrayNode cards, Card card, ServiceRequest order) {
        ObjectNode node = cards.addObject();
        node.put("uuid", card.uuid());
        node.put("summary", card.summary());
        node.put("indicator", card.indicator());
        node.put("detail", card.detail());
        ObjectNode source = node.putObject("source").put("label", card.source().label());
        if (card.source().url() != null) {
            source.put("url", card.source().url());
        }
        if (!card.suggestions().isEmpty()) {
            node.put("selectionBehavior", "at-most-one");
            ArrayNode suggestions = node.putArray("suggestions");
            card.suggestions().forEach(suggestion -> add(suggestions, suggestion, order));
        }
    }

    /**
     * All actions of a suggestion are done together. A draft without an id cannot be withdrawn, and placing the other order
     * beside it would have both signed: then the suggestion is words only.
     */
    private void add(ArrayNode suggestions, Suggestion suggestion, ServiceRequest order) {
        ObjectNode node = suggestions.addObject();
        node.put("label", suggestion.label());
        node.put("uuid", suggestion.uuid());
        node.put("isRecommended", suggestion.recommended());
        if (!order.getIdElement().hasIdPart()) {
            return;
        }
        ArrayNode actions = node.putArray("actions");
        suggestion
                .instead()
                .ifPresent(instead -> actions.addObject()
                        .put("type", "create")
                        .put("description", suggestion.label())
                        .set("resource", tree(instead)));
        actions.addObject()
                .put("type", "delete")
                .put("description", suggestion.withdrawal())
                .put("resourceId", "ServiceRequest/" + order.getIdElement().getIdPart());
    }

    private ObjectNode tree(ServiceRequest order) {
        try {
            return (ObjectNode) json.readTree(context.newJsonParser().encodeResourceToString(order));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI wrote what is not JSON", e);
        }
    }
}
