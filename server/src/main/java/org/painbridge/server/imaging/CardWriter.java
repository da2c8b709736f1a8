package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.CodeableConcept;
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

    private void add(ArrayNode suggestions, Suggestion suggestion, ServiceRequest order) {
        ObjectNode node = suggestions.addObject();
        node.put("label", suggestion.label());
        node.put("uuid", suggestion.uuid());
        node.put("isRecommended", suggestion.recommended());
        CodeableConcept code = suggestion.code();
        ObjectNode action = node.putArray("actions").addObject();
        action.put("description", suggestion.label());
        if (code != null) {
            action.put("type", "update");
            action.set("resource", tree(order.copy().setCode(code)));
        } else {
            action.put("type", "delete");
            action.put("resourceId", "ServiceRequest/" + order.getIdElement().getIdPart());
        }
    }

    /** An update carries the whole order, with only its code changed. */
    private ObjectNode tree(ServiceRequest order) {
        try {
            return (ObjectNode) json.readTree(context.newJsonParser().encodeResourceToString(order));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI wrote what is not JSON", e);
        }
    }
}
