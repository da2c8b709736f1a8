package org.painbridge.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/**
 * One operation of a JSON Patch.
 *
 * @param index its place in the patch, from 0
 * @param from where move and copy take from; that of path for all others
 * @param sent the operation as it was sent
 */
record JsonPatchOperation(int index, Kind kind, JsonPointer path, JsonPointer from, ObjectNode sent) {

    enum Kind {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST;

        boolean hasValue() {
            return this == ADD || this == REPLACE || this == TEST;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean hasFrom() {
            return this == MOVE || this == COPY;
        }
    }

    /** Members that RFC 6902 does not define are passed over, as it asks (section 4). */
    static JsonPatchOperation of(int index, JsonNode operation) {
        String place = "[" + index + "]";
        if (!(operation instanceof ObjectNode sent)) {
            throw PatchProblem.malformed(place, "Operation " + place + " is no object");
        }
        Kind kind = kind(place, sent);
        JsonPointer path = pointer(place, sent, "path");
        JsonPointer from = kind.hasFrom() ? pointer(place, sent, "from") : path;
        if (kind.hasValue() && !sent.has("value")) {
            throw PatchProblem.malformed(place, "Operation " + place + " has no value");
        }
        if (kind == Kind.MOVE && path.isWithin(from)) {
            throw PatchProblem.malformed(
                    place + ".path", "Operation " + place + " moves " + from.text() + " into itself");
        }
        return new JsonPatchOperation(index, kind, path, from, sent);
    }

    /** Of add, replace and test; missing for all others. */
    JsonNode value() {
        return kind.hasValue() ? sent.path("value") : MissingNode.getInstance();
    }

    private static Kind kind(String place, JsonNode sent) {
        String op = sent.path("op").asText();
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(op))
                .findFirst()
                .orElseThrow(() -> PatchProblem.malformed(
                        place + ".op",
                        "The op of operation " + place + " is add, remove, replace, move, copy or test"));
    }

    private static JsonPointer pointer(String place, JsonNode sent, String name) {
        String where = place + "." + name;
        if (!sent.path(name).isTextual()) {
            throw PatchProblem.malformed(where, "Operation " + place + " has no " + name + ", or one that is no text");
        }
        try {
            return JsonPointer.parse(sent.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw PatchProblem.malformed(where, "The " + name + " of operation " + place + " is " + e.getMessage());
        }
    }

    /** @param member {@code path}, {@code from} or {@code value}: what does not fit */
    PatchProblem failed(String member, String why) {
        return PatchProblem.failed(
                "[" + index + "]." + member,
                "Operation [" + index + "], " + kind.word() + " " + path.text() + ": " + why);
    }
}
