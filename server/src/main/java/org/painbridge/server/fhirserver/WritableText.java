package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON whose texts may be stored, whatever {@link JsonChecks#passingTree} let pass: old charts have line breaks such as U+000B. */
public final class WritableText {
    private WritableText() {}

    /** The same tree, or a copy with a blank in place of each character that FHIR does not allow. */
    public static JsonNode of(JsonNode sent) {
        if (isWritable(sent)) {
            return sent;
        }
        return settle(sent.deepCopy());
    }

    private static boolean isWritable(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().chars().noneMatch(CharacterScan::forbidden);
        }
        for (JsonNode child : node) {
            if (!isWritable(child)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode settle(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(settle(property.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, settle(array.path(i)));
            }
        }
        return node.isTextual() && !isWritable(node) ? TextNode.valueOf(plain(node.textValue())) : node;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            if (CharacterScan.forbidden(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
