package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Looks at a body before HAPI parses it: is it a form we read, and is it JSON that means the same to every reader? */
@Interceptor
public final class RequestChecks {
    private static final Set<RequestTypeEnum> WITH_BODY =
            Set.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);
    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json", "text/json");
    private static final Set<String> OTHERS =
            Set.of("application/fhir+xml", "application/xml", "text/xml", "application/x-www-form-urlencoded");

    private final JsonFactory strict;

    RequestChecks(int maxDepth) {
        this.strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(Integer.MAX_VALUE) // The body as a whole is limited.
                        .build())
                .build();
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void check(ServletRequestDetails request) {
        if (!WITH_BODY.contains(request.getRequestType())) {
            return;
        }
        String contentType = request.getServletRequest().getContentType();
        byte[] body = request.loadRequestContents();
        if (body.length == 0) {
            return;
        }
        String media =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (JSON.contains(media)) {
            read(body);
        } else if (!OTHERS.contains(media)) {
            String said =
                    media.isEmpty() ? "The body has no Content-Type" : "Content-Type " + media + " is not read here";
            throw new RequestProblem(
                    415,
                    "unsupported-media-type",
                    "http.Content-Type",
                    said + ": send application/fhir+json or application/fhir+xml");
        }
    }

    private void read(byte[] body) {
        try (JsonParser parser = strict.createParser(body)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw malformed("there is more behind the end of the resource", parser.currentLocation());
            }
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), e.getLocation());
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static RequestProblem malformed(String what, JsonLocation where) {
        boolean duplicate = what.startsWith("Duplicate field");
        String place = " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new RequestProblem(
                400,
                duplicate ? "duplicate-json-key" : "malformed-json",
                "",
                (duplicate ? "A JSON object names a property twice" : "The body is not JSON that this server reads")
                        + place + ": " + what);
    }
}
