package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a JSON body something is, as FHIRPath from the resource on: {@code contact[0].name}. */
final class JsonPlace {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonPlace() {}

    /** Where a parser stands; empty at the root. */
    static String of(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = of(context.getParent());
        if (context.inArray()) {
            return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
        }
        return context.getCurrentName() == null ? parent : child(parent, context.getCurrentName());
    }

    /** The one place where a property of that name is; empty where there is none, or several. */
    static String of(String property, byte[] body) {
        List<String> places = new ArrayList<>();
        try {
            collect(JSON.readTree(body), property, "", places);
        } catch (JsonProcessingException e) {
            return ""; // Refused for that already.
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        return places.size() == 1 ? places.getFirst() : "";
    }

    private static void collect(JsonNode node, String property, String path, List<String> places) {
        node.properties().forEach(child -> {
            String place = child(path, child.getKey());
            if (child.getKey().equals(property)) {
                places.add(place);
            }
            collect(child.getValue(), property, place, places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), property, path + "[" + i + "]", places);
        }
    }

    private static String child(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
