package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.patch.JsonPatch;
import org.painbridge.server.patch.PatchLimits;
import org.painbridge.server.patch.PatchProblem;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Changes a stored resource by a patch (FHIR R4, 3.1.0.5); what comes out is stored as an update is. */
final class ResourcePatches {
    /** Keeps numbers as they are written: 1.50 is more precise than 1.5. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE) // The body as a whole is limited.
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final FhirContext context;
    private final PatchLimits limits;
    private final NumberChecks numbers = new NumberChecks();

    ResourcePatches(FhirContext context, PatchLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    /** The new version, and the resource that was stored as such. */
    record Patched(StoredResource stored, Resource resource) {}

    /** @throws RequestProblem where the body is no JSON Patch */
    ResourcePatch jsonPatch(String body, RequestDetails request) {
        try {
            JsonPatch patch = JsonPatch.of(JSON.readTree(body), limits);
            return current -> {
                Resource patched = apply(patch, current);
                numbers.check(request, patched);
                return patched;
            };
        } catch (JsonProcessingException e) {
            throw new RequestProblem(ErrorCode.MALFORMED_JSON, "", "The body is not JSON in UTF-8");
        } catch (PatchProblem e) {
            throw refusal(e);
        }
    }

    /**
     * @param expected the version of the client's If-Match; null where it sent none
     * @throws StoreProblem where there is nothing to patch, or If-Match names another version
     */
    Patched apply(StoreTransaction transaction, IdType id, ResourcePatch patch, @Nullable Integer expected)
            throws SQLException {
        String type = id.getResourceType();
        StoredResource current = transaction
                .readToChange(type, id.getIdPart())
                .orElseThrow(() -> new StoreProblem.NotFound(type + "/" + id.getIdPart()));
        if (current.deleted()) {
            throw new StoreProblem.Gone(current.reference(), current.updated());
        }
        if (expected != null && expected != current.version()) {
            throw new StoreProblem.StaleVersion(current.reference(), expected, current.version());
        }
        Resource patched = patched(patch, current);
        return new Patched(transaction.update(patched, current.version()), patched);
    }

    private static Resource patched(ResourcePatch patch, StoredResource current) {
        try {
            Resource patched = patch.apply(current);
            patched.setIdElement(new IdType(current.type(), current.id()));
            return patched;
        } catch (PatchProblem e) {
            throw refusal(e);
        }
    }

    private Resource apply(JsonPatch patch, StoredResource current) {
        JsonNode patched = patch.apply(read(current));
        requireSame("resourceType", current.type(), patched);
        requireSame("id", current.id(), patched);
        String json = patched.toString();
        try {
            return (Resource) context.newJsonParser().parseResource(json);
        } catch (DataFormatException e) {
            String text = HapiRefusals.plain(e);
            String element = HapiRefusals.element(text);
            String place = JsonPlace.of(element, json.getBytes(StandardCharsets.UTF_8));
            throw new RequestProblem(
                    ErrorCode.PATCH_FAILED,
                    place.isEmpty() ? element : place,
                    "What the patch leaves is no " + current.type() + " of FHIR R4: " + text);
        }
    }

    private static JsonNode read(StoredResource stored) {
        try {
            return JSON.readTree(stored.json());
        } catch (IOException e) {
            throw new IllegalStateException("A stored resource is no JSON", e);
        }
    }

    private static void requireSame(String property, String value, JsonNode patched) {
        if (!patched.path(property).asText().equals(value)) {
            throw new RequestProblem(
                    ErrorCode.PATCH_FAILED, property, "A patch cannot change " + property + ": leave it as it is");
        }
    }

    private static RequestProblem refusal(PatchProblem problem) {
        return new RequestProblem(problem.code(), problem.expression(), String.valueOf(problem.getMessage()));
    }
}
