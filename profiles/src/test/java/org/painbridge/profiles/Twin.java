package org.painbridge.profiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** An example with one thing changed. A place is a path of names and, in lists, numbers: {@code identifier/0/value}. */
final class Twin {
    private final ObjectNode resource;

    private Twin(ObjectNode resource) {
        this.resource = resource;
    }

    static Twin of(String example) {
        return new Twin(Guide.example(example + ".json"));
    }

    static Twin of(ObjectNode resource) {
        return new Twin(resource.deepCopy());
    }

    JsonNode json() {
        return resource;
    }

    Twin without(String place) {
        List<String> steps = steps(place);
        JsonNode parent = parent(steps);
        if (parent instanceof ArrayNode list) {
            list.remove(Integer.parseInt(steps.getLast()));
        } else {
            ((ObjectNode) parent).remove(List.of(steps.getLast(), "_" + steps.getLast()));
        }
        return this;
    }

    /** @param json the new value as JSON with single quotes */
    Twin with(String place, String json) {
        List<String> steps = steps(place);
        JsonNode value = parsed(json);
        JsonNode parent = parent(steps);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(steps.getLast()), value);
        } else {
            ((ObjectNode) parent).set(steps.getLast(), value);
        }
        return this;
    }

    private JsonNode parent(List<String> steps) {
        JsonNode at = resource;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = at instanceof ArrayNode ? at.path(Integer.parseInt(step)) : at.path(step);
        }
        if (!at.isContainerNode()) {
            throw new IllegalArgumentException("No such place: " + String.join("/", steps));
        }
        return at;
    }

    private static List<String> steps(String place) {
        return Arrays.asList(place.split("/"));
    }

    private static JsonNode parsed(String json) {
        try {
            return Guide.JSON.readTree(json.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }
}
