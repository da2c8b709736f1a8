package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.patch.FhirPathPatch;
import org.painbridge.server.patch.JsonPatch;
import org.painbridge.server.patch.PatchLimits;
import org.painbridge.server.patch.PatchProblem;
import org.painbridge.server.patch.SentReference;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** Changes a stored resource by a patch (FHIR R4, 3.1.0.5); what comes out is stored as an update is. */
final class ResourcePatches {
    private static final JsonMapper JSON = PatchJson.mapper(StreamReadConstraints.DEFAULT_MAX_DEPTH);

    private final FhirContext context;
    private final PatchLimits limits;
    private final WriteCheck write;
    private final FhirPathForm fhirPath;
    private final JsonChecks checks;
    private final NumberChecks numbers = new NumberChecks();

    ResourcePatches(FhirContext context, PatchLimits limits, JsonChecks checks, WriteCheck write) {
        this.context = context;
        this.limits = limits;
        this.checks = checks;
        this.write = write;
        this.fhirPath = new FhirPathForm(context, limits);
    }

    /** The new version, and the resource that was stored as such. */
    record Patched(StoredResource stored, Resource resource) {}

    /** @throws RequestProblem where the body is no patch in that form */
    ResourcePatch read(PatchTypeEnum form, String body, RequestDetails request) {
        return switch (form) {
            case JSON_PATCH -> jsonPatch(body, request);
            case FHIR_PATCH_JSON -> fhirPathPatch(FhirPathForm.parameters(context.newJsonParser(), body), request);
            case FHIR_PATCH_XML -> fhirPathPatch(FhirPathForm.parameters(context.newXmlParser(), body), request);
            case XML_PATCH -> throw new IllegalArgumentException("Refused before: " + form);
        };
    }

    /** @throws RequestProblem where the body is no JSON Patch */
    ResourcePatch jsonPatch(String body, RequestDetails request) {
        if (checks.check(body.getBytes(StandardCharsets.UTF_8))) {
            NumberChecks.suspect(request);
        }
        try {
            JsonPatch patch = JsonPatch.of(JSON.readTree(body), limits);
            return new Checked(type -> patch.references(context, type), current -> patch.apply(read(current)), request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read once cannot be read again", e);
        } catch (PatchProblem e) {
            throw refusal(e);
        }
    }

    /** @throws RequestProblem where these are no FHIRPath Patch */
    ResourcePatch fhirPathPatch(Parameters sent, RequestDetails request) {
        numbers.check(request, sent);
        try {
            FhirPathPatch patch = fhirPath.patch(sent);
            return new Checked(patch::references, current -> fhirPath.apply(patch, current), request);
        } catch (PatchProblem e) {
            throw refusal(e);
        }
    }

    /**
     * @param expected the version of the client's If-Match; null where it sent none
     * @throws StoreProblem where there is nothing to patch, or If-Match names another version
     */
    static Patched apply(ScopedTransaction transaction, IdType id, ResourcePatch patch, @Nullable Integer expected)
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

    /** Looks at what the change leaves as at a resource that is sent. */
    private final class Checked implements ResourcePatch {
        private final Function<String, List<SentReference>> references;
        private final Function<StoredResource, JsonNode> change;
        private final RequestDetails request;

        Checked(
                Function<String, List<SentReference>> references,
                Function<StoredResource, JsonNode> change,
                RequestDetails request) {
            this.references = references;
            this.change = change;
            this.request = request;
        }

        @Override
        public List<SentReference> references(String type) {
            return references.apply(type);
        }

        @Override
        public Resource apply(StoredResource current) {
            Resource patched = strict(change.apply(current), current);
            NumberChecks.checkForms(request, patched);
            write.require(patched);
            return patched;
        }
    }

    private Resource strict(JsonNode patched, StoredResource current) {
        requireSame("resourceType", current.type(), patched);
        requireSame("id", current.id(), patched);
        Optional<RequestProblem> ofTexts = ofTexts(patched, current);
        String text = patched.toString();
        try {
            Resource resource = (Resource) context.newJsonParser().parseResource(text);
            requireFit(current, () -> requireKept(resource, ofTexts, current));
            return resource;
        } catch (DataFormatException e) {
            throw noResource(e, current.type(), text);
        }
    }

    /** The refusal of one that is right but for texts that may be kept. */
    private Optional<RequestProblem> ofTexts(JsonNode patched, StoredResource current) {
        try {
            checks.checkResource(patched);
            return Optional.empty();
        } catch (RequestProblem e) {
            requireFit(current, () -> checks.checkButTexts(patched));
            return Optional.of(e);
        }
    }

    private void requireKept(Resource patched, Optional<RequestProblem> ofTexts, StoredResource current) {
        List<KeptTexts.Fault> faults = KeptTexts.faults(patched, ofTexts.isPresent());
        if (ofTexts.isPresent() && faults.isEmpty()) {
            throw ofTexts.get();
        }
        KeptTexts.require(faults, () -> texts(current));
    }

    private Set<String> texts(StoredResource current) {
        String json = new String(current.json(), StandardCharsets.UTF_8);
        return KeptTexts.in((Resource) context.newJsonParser().parseResource(json));
    }

    /** What HAPI drops, fails at or stores is looked at as in a resource that is sent. */
    private static void requireFit(StoredResource current, Runnable check) {
        try {
            check.run();
        } catch (RequestProblem e) {
            throw e.code() == ErrorCode.MALFORMED_RESOURCE
                    ? new RequestProblem(
                            ErrorCode.PATCH_FAILED,
                            e.expression(),
                            String.valueOf(e.getMessage()).replace(JsonShape.NO_RESOURCE, noResource(current.type())))
                    : e;
        }
    }

    private static String noResource(String type) {
        return "What the patch leaves is no " + type + " of FHIR R4: ";
    }

    /** @param json where the place of the problem is looked for */
    static RequestProblem noResource(DataFormatException problem, String type, String json) {
        String text = HapiRefusals.plain(problem);
        String element = HapiRefusals.element(text);
        String place = JsonPlace.of(element, json.getBytes(StandardCharsets.UTF_8));
        return new RequestProblem(ErrorCode.PATCH_FAILED, place.isEmpty() ? element : place, noResource(type) + text);
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
