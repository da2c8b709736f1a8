package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.painbridge.server.ErrorCode;

/** A batch in JSON of which one entry cannot be read: the others have nothing to do with that. XML is read whole or not at all. */
final class BatchBody {
    private static final String PROBLEM = BatchBody.class.getName() + ".problem";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final FhirContext context;
    private final JsonChecks json;

    BatchBody(FhirContext context, JsonChecks json) {
        this.context = context;
        this.json = json;
    }

    /** Reads it in HAPI's place; what is no such batch, or has other faults, is left to HAPI. */
    void read(ServletRequestDetails request) {
        byte[] body = bundle(request);
        if (body.length == 0 || request.getResource() != null) {
            return;
        }
        IParser parser = parser(request);
        try {
            if (parser.parseResource(new String(body, StandardCharsets.UTF_8)) instanceof Bundle whole) {
                request.setResource(whole);
            }
        } catch (DataFormatException e) {
            readable(parser, body).ifPresent(request::setResource);
        }
    }

    /**
     * The same where our own checks have refused the body.
     *
     * @throws RequestProblem that problem, unless it is of entries of a batch alone
     */
    void readOthers(ServletRequestDetails request, RequestProblem problem) {
        ErrorCode code = problem.code();
        boolean ofEntries = code == ErrorCode.MALFORMED_RESOURCE || code == ErrorCode.VALUE_TOO_LONG;
        byte[] body = ofEntries ? bundle(request) : new byte[0];
        request.setResource(readable(parser(request), body).orElseThrow(() -> problem));
        NumberChecks.suspect(request);
    }

    private static byte[] bundle(ServletRequestDetails request) {
        boolean bundle = request.getRequestType() == RequestTypeEnum.POST
                && request.getResourceName() == null
                && request.getOperation() == null
                && RequestBody.media(request.getServletRequest()).endsWith("json");
        return bundle ? request.loadRequestContents() : new byte[0];
    }

    private IParser parser(ServletRequestDetails request) {
        IParser parser = context.newJsonParser();
        parser.setServerBaseUrl(request.getFhirServerBase());
        return parser;
    }

    /** Whatever it would have done. */
    static void refuse(BundleEntryComponent entry, RequestProblem problem) {
        entry.setResource(null).setUserData(PROBLEM, problem);
    }

    /** @throws EntryProblem where the entry could not be read */
    static void requireRead(int index, BundleEntryComponent entry) {
        if (entry.getUserData(PROBLEM) instanceof RequestProblem problem) {
            throw new EntryProblem(index, "resource", problem);
        }
    }

    private Optional<Bundle> readable(IParser parser, byte[] body) {
        JsonNode bundle = json.tree(body, JSON);
        Map<Integer, RequestProblem> problems = new TreeMap<>();
        if (bundle.path("type").asText().equals("batch")) {
            JsonNode entries = bundle.path("entry");
            for (int i = 0; i < entries.size(); i++) {
                takeOut(parser, entries.path(i), i, problems);
            }
        }
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        json.checkResource(bundle);
        try {
            Bundle read = parser.parseResource(Bundle.class, bundle.toString());
            problems.forEach((index, problem) -> read.getEntry().get(index).setUserData(PROBLEM, problem));
            return Optional.of(read);
        } catch (DataFormatException e) { // The fault is of the Bundle itself, too: HAPI tells it.
            return Optional.empty();
        }
    }

    private void takeOut(IParser parser, JsonNode entry, int index, Map<Integer, RequestProblem> problems) {
        JsonNode resource = entry.path("resource");
        if (!(entry instanceof ObjectNode node) || !resource.isObject()) {
            return;
        }
        try {
            json.checkResource(resource);
            parser.parseResource(resource.toString());
        } catch (RequestProblem e) {
            problems.put(index, placed(e, e.expression(), resource));
            node.remove("resource");
        } catch (DataFormatException e) {
            RequestProblem problem = HapiRefusals.ofParser(e);
            String element = HapiRefusals.element(String.valueOf(problem.getMessage()));
            byte[] text = resource.toString().getBytes(StandardCharsets.UTF_8);
            problems.put(index, placed(problem, element.isEmpty() ? "" : JsonPlace.of(element, text), resource));
            node.remove("resource");
        }
    }

    private static RequestProblem placed(RequestProblem problem, String place, JsonNode resource) {
        String type = resource.path("resourceType").asText();
        ErrorCode code = problem.code();
        return place.isEmpty() || type.isEmpty() || code == null
                ? problem
                : new RequestProblem(code, type + "." + place, String.valueOf(problem.getMessage()));
    }
}
