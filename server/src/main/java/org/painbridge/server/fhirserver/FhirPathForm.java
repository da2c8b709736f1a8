package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.IParserErrorHandler.IParseLocation;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.patch.FhirPathPatch;
import org.painbridge.server.patch.FhirPathPatches;
import org.painbridge.server.patch.PatchLimits;
import org.painbridge.server.patch.PatchProblem;
import org.painbridge.server.store.FhirPathFactory;
import org.painbridge.server.store.StoredResource;

/** FHIRPath Patches as they come by REST. */
final class FhirPathForm {
    private final FhirContext context;
    private final FhirPathPatches patches;
    private final PatchLimits limits;
    private final JsonMapper shallow;

    FhirPathForm(FhirContext context, PatchLimits limits) {
        this.context = context;
        this.patches = new FhirPathPatches(context, FhirPathFactory.engine(context), limits);
        this.limits = limits;
        this.shallow = PatchJson.mapper(limits.depth());
    }

    /** @throws RequestProblem where the body is no Parameters in the form that the parser reads */
    static Parameters parameters(IParser parser, String body) {
        parser.setParserErrorHandler(new OfParameters());
        try {
            return parser.parseResource(Parameters.class, body);
        } catch (DataFormatException e) {
            String text = HapiRefusals.plain(e);
            throw new RequestProblem(
                    ErrorCode.MALFORMED_PATCH,
                    HapiRefusals.element(text),
                    "The body is no Parameters of FHIR R4, which make a FHIRPath Patch: " + text);
        }
    }

    /** @throws PatchProblem where these are no FHIRPath Patch */
    FhirPathPatch patch(Parameters sent) {
        return patches.read(sent);
    }

    /** The resource as the patch leaves it. */
    JsonNode apply(FhirPathPatch patch, StoredResource current) {
        Resource resource = parsed(current);
        patch.apply(resource, current.json().length);
        try {
            return shallow.readTree(context.newJsonParser().encodeResourceToString(resource));
        } catch (DataFormatException e) {
            throw ResourcePatches.noResource(e, current.type(), "");
        } catch (StreamConstraintsException e) {
            throw new RequestProblem(
                    ErrorCode.NESTED_TOO_DEEP,
                    "",
                    "The patch makes the resource more than " + limits.depth()
                            + " deep, the limit of this server (painbridge.rest.max-depth)");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI has written what is no JSON", e);
        }
    }

    /** Not by HAPI's parser: it links references to contained resources, and would still write those that are replaced. */
    private static Resource parsed(StoredResource stored) {
        try {
            return new JsonParser().parse(stored.json());
        } catch (IOException e) {
            throw new IllegalStateException("A stored resource is no JSON", e);
        }
    }

    /** A reference to a contained resource leads there in the resource, not in the patch. */
    private static final class OfParameters extends StrictErrorHandler {
        @Override
        public void unknownReference(IParseLocation location, String reference) {
            // The resource is read strictly when it is patched.
        }
    }
}
