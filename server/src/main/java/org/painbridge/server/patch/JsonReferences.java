package org.painbridge.server.patch;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The references in the values of a JSON Patch. */
final class JsonReferences {
    private static final Pattern INDEX = Pattern.compile("[0-9]+|-");

    private final ElementTypes types;
    private final List<SentReference> found = new ArrayList<>();

    JsonReferences(ElementTypes types) {
        this.types = types;
    }

    List<SentReference> found() {
        return found;
    }

    /**
     * @param operation one with a value
     * @param type of the resource that is patched
     */
    void look(JsonPatchOperation operation, String type) {
        String place = "[" + operation.index() + "].value";
        List<String> names = operation.path().steps().stream()
                .filter(step -> !INDEX.matcher(step).matches())
                .toList();
        BaseRuntimeElementDefinition<?> parent = types.resource(type);
        if (names.isEmpty()) {
            lookInto(operation.value(), parent, place);
            return;
        }
        for (String name : names.subList(0, names.size() - 1)) {
            parent = ElementTypes.child(parent, name);
        }
        look(operation.sent(), "value", parent, names.getLast(), place);
    }

    /**
     * @param property of the value
     * @param parent what the value is a part of in the resource
     * @param name what it is called there
     */
    private void look(
            ObjectNode holder,
            String property,
            @Nullable BaseRuntimeElementDefinition<?> parent,
            String name,
            String place) {
        JsonNode value = holder.path(property);
        if (value.isTextual() && ElementTypes.isOfReference(parent, name)) {
            found.add(new SentReference(place, value.textValue(), target -> holder.put(property, target)));
        }
        lookInto(value, ElementTypes.child(parent, name), place);
    }

    private void lookInto(JsonNode value, @Nullable BaseRuntimeElementDefinition<?> type, String place) {
        if (value instanceof ObjectNode object) {
            BaseRuntimeElementDefinition<?> own = object.has("resourceType")
                    ? types.resource(object.path("resourceType").asText())
                    : type;
            object.properties()
                    .forEach(child -> look(object, child.getKey(), own, child.getKey(), place + "." + child.getKey()));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            lookInto(value.path(i), type, place + "[" + i + "]");
        }
    }
}
