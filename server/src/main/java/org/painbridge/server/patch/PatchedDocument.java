package org.painbridge.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** A JSON document while a patch changes it. */
final class PatchedDocument {
    private static final String ROOT = "root";

    /** Holds the document, so that the document too has a parent. */
    private final ObjectNode holder = JsonNodeFactory.instance.objectNode();

    private final PatchLimits limits;
    private long copied;

    PatchedDocument(JsonNode document, PatchLimits limits) {
        this.limits = limits;
        holder.set(ROOT, document);
    }

    JsonNode root() {
        return holder.path(ROOT);
    }

    void apply(JsonPatchOperation operation) {
        switch (operation.kind()) {
            case ADD -> add(operation, value(operation));
            case REMOVE -> remove(operation);
            case REPLACE -> replace(operation);
            case MOVE -> {
                weigh(
                        operation,
                        find(operation, "from", operation.from()),
                        operation.path().steps().size());
                add(operation, remove(operation));
            }
            case COPY -> {
                JsonNode source = find(operation, "from", operation.from());
                weigh(operation, source, operation.path().steps().size());
                add(operation, source.deepCopy());
            }
            case TEST -> test(operation);
        }
    }

    private void add(JsonPatchOperation operation, JsonNode value) {
        JsonNode parent = parent(operation, "path", operation.path());
        String step = step(operation.path());
        requireShallow(operation, value);
        if (parent instanceof ObjectNode object) {
            object.set(step, value);
        } else if (parent instanceof ArrayNode array) {
            int index = step.equals("-") ? array.size() : JsonPointer.index(step);
            if (index < 0 || index > array.size()) {
                throw operation.failed("path", "the array there has " + array.size() + " elements");
            }
            array.insert(index, value);
        } else {
            throw operation.failed("path", "its parent is neither an object nor an array");
        }
    }

    /** @return what was there */
    private JsonNode remove(JsonPatchOperation operation) {
        String member = operation.kind().hasFrom() ? "from" : "path";
        JsonNode removed = find(operation, member, operation.from());
        JsonNode parent = parent(operation, member, operation.from());
        String step = step(operation.from());
        if (parent instanceof ObjectNode object) {
            object.remove(step);
        } else {
            ((ArrayNode) parent).remove(JsonPointer.index(step));
        }
        return removed;
    }

    private void replace(JsonPatchOperation operation) {
        find(operation, "path", operation.path());
        JsonNode parent = parent(operation, "path", operation.path());
        String step = step(operation.path());
        JsonNode value = value(operation);
        requireShallow(operation, value);
        if (parent instanceof ObjectNode object) {
            object.set(step, value);
        } else {
            ((ArrayNode) parent).set(JsonPointer.index(step), value);
        }
    }

    /** A copy: later operations may change it, and the patch may be applied again. */
    private static JsonNode value(JsonPatchOperation operation) {
        return operation.value().deepCopy();
    }

    /** Numbers are the same by value, whatever their form (RFC 6902, 4.6). */
    private void test(JsonPatchOperation operation) {
        JsonNode found = find(operation, "path", operation.path());
        boolean same = found.equals(
                (one, other) -> one.isNumber() && other.isNumber()
                        ? one.decimalValue().compareTo(other.decimalValue())
                        : one.equals(other) ? 0 : 1,
                operation.value());
        if (!same) {
            throw operation.failed("value", "the test fails, what is there is another value");
        }
    }

    private JsonNode find(JsonPatchOperation operation, String member, JsonPointer pointer) {
        JsonNode found = JsonPointer.child(parent(operation, member, pointer), step(pointer));
        return require(operation, member, pointer, found);
    }

    private JsonNode parent(JsonPatchOperation operation, String member, JsonPointer pointer) {
        if (pointer.steps().isEmpty()) {
            return holder;
        }
        JsonNode node = require(operation, member, pointer, holder.get(ROOT));
        List<String> steps = pointer.steps();
        for (String step : steps.subList(0, steps.size() - 1)) {
            node = require(operation, member, pointer, JsonPointer.child(node, step));
        }
        return node;
    }

    private static JsonNode require(
            JsonPatchOperation operation, String member, JsonPointer pointer, @Nullable JsonNode found) {
        if (found == null) {
            throw operation.failed(member, pointer.text() + " leads to nothing");
        }
        return found;
    }

    private static String step(JsonPointer pointer) {
        return pointer.steps().isEmpty() ? ROOT : pointer.steps().getLast();
    }

    /** What stands in a patch is as shallow as a body may be, but its path adds to that. */
    private void requireShallow(JsonPatchOperation operation, JsonNode value) {
        if (operation.kind().hasValue()) {
            measure(value, operation.path().steps().size());
        }
    }

    private void weigh(JsonPatchOperation operation, JsonNode value, int depth) {
        copied += measure(value, depth);
        if (copied > limits.copied()) {
            throw new PatchProblem(
                    ErrorCode.TOO_COSTLY,
                    "[" + operation.index() + "]",
                    "The patch copies and moves more than " + limits.copied() + " characters: send less at once");
        }
    }

    /**
     * About how many characters a value has as JSON, names and marks included.
     *
     * @param depth how many objects and arrays are around it
     */
    private long measure(JsonNode value, int depth) {
        int within = value.isContainerNode() ? depth + 1 : depth;
        if (within > limits.depth()) {
            throw new PatchProblem(
                    ErrorCode.NESTED_TOO_DEEP,
                    "",
                    "The patch makes the resource more than " + limits.depth()
                            + " deep, the limit of this server (painbridge.rest.max-depth)");
        }
        long size = value.asText().length() + 3;
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            size += property.getKey().length() + 3 + measure(property.getValue(), within);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            size += measure(value.path(i), within);
        }
        return size;
    }
}
