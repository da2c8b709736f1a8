package org.painbridge.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document (RFC 6901).
 *
 * @param text as it was sent
 * @param steps names of properties and indexes of arrays from the root on; none for the whole document
 */
record JsonPointer(String text, List<String> steps) {
    private static final Pattern WRONG_ESCAPE = Pattern.compile("~(?![01])");
    /** No array of a request is longer than nine digits can say. */
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    JsonPointer {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException where the text is no pointer */
    static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(text, List.of());
        }
        if (!text.startsWith("/") || WRONG_ESCAPE.matcher(text).find()) {
            throw new IllegalArgumentException("no JSON pointer: it starts with a slash, ~ is written ~0, a slash ~1");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(text, steps);
    }

    /** Whether this is a place within the other one. */
    boolean isWithin(JsonPointer other) {
        return steps.size() > other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** What a step leads to; null where it leads nowhere. */
    static @Nullable JsonNode child(JsonNode parent, String step) {
        int index = parent.isArray() ? index(step) : -1;
        return index >= 0 ? parent.get(index) : parent.get(step);
    }

    /** The index that a step names; -1 where it names none. */
    static int index(String step) {
        return INDEX.matcher(step).matches() ? Integer.parseInt(step) : -1;
    }
}
