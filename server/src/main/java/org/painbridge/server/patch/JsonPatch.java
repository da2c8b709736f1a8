package org.painbridge.server.patch;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of changes to a JSON document, made in their order (RFC 6902). Our own: the libraries that are alive take more
 * forms of pointers than the RFC, and none says which operation has failed.
 */
public final class JsonPatch {
    private final List<JsonPatchOperation> operations;
    private final PatchLimits limits;

    private JsonPatch(List<JsonPatchOperation> operations, PatchLimits limits) {
        this.operations = List.copyOf(operations);
        this.limits = limits;
    }

    /** @throws PatchProblem where this is no JSON Patch, or one of more operations than the limits allow */
    public static JsonPatch of(JsonNode document, PatchLimits limits) {
        if (!document.isArray()) {
            throw PatchProblem.malformed("", "A JSON Patch is an array of operations");
        }
        limits.requireFew(document.size(), "");
        List<JsonPatchOperation> operations = new ArrayList<>();
        for (JsonNode operation : document) {
            operations.add(JsonPatchOperation.of(operations.size(), operation));
        }
        return new JsonPatch(operations, limits);
    }

    /**
     * Of the values that it brings; those of tests too, which ask for what another operation would bring.
     *
     * @param type of the resource that is patched
     */
    public List<SentReference> references(FhirContext context, String type) {
        JsonReferences references = new JsonReferences(new ElementTypes(context));
        operations.stream()
                .filter(operation -> operation.kind().hasValue())
                .forEach(operation -> references.look(operation, type));
        return references.found();
    }

    /**
     * The changed document; missing where the patch removes it as a whole.
     *
     * @param document is changed
     * @throws PatchProblem where an operation cannot be applied, or its test fails
     */
    public JsonNode apply(JsonNode document) {
        PatchedDocument patched = new PatchedDocument(document, limits);
        operations.forEach(patched::apply);
        return patched.root();
    }
}
