package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.painbridge.server.ErrorCode;

/**
 * Patches as entries of bundles carry them (FHIR R4, 3.1.0.5): a JSON Patch as the data of a Binary, or a
 * FHIRPath Patch.
 */
final class EntryPatches {
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String DATA = "resource.data";

    private final ResourcePatches patches;

    EntryPatches(ResourcePatches patches) {
        this.patches = patches;
    }

    /** @throws RequestProblem where the entry carries no patch */
    ResourcePatch read(BundleEntry entry, RequestDetails request) {
        return switch (entry.body()) {
            case Binary binary -> jsonPatch(entry.index(), binary, request);
            case Parameters parameters -> patches.fhirPathPatch(parameters, request);
            default ->
                throw new RequestProblem(
                        ErrorCode.WRONG_RESOURCE_TYPE,
                        "resource",
                        "PATCH carries a Binary whose data is a JSON Patch, or the Parameters of a FHIRPath Patch, not a "
                                + entry.body().fhirType());
        };
    }

    private ResourcePatch jsonPatch(int index, Binary binary, RequestDetails request) {
        String form = String.valueOf(binary.getContentType()).split(";", 2)[0].strip();
        if (!form.toLowerCase(Locale.ROOT).equals(JSON_PATCH)) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "resource.contentType",
                    "The contentType of a Binary with a patch is " + JSON_PATCH + ", not " + form);
        }
        byte[] data = binary.getData() == null ? new byte[0] : binary.getData();
        try {
            // What is written in base64 was not looked at with the rest of the body.
            RequestBody.requireUtf8(data, null);
            return patches.jsonPatch(new String(data, StandardCharsets.UTF_8), request);
        } catch (RequestProblem e) {
            throw new EntryProblem(index, DATA, e);
        }
    }
}
