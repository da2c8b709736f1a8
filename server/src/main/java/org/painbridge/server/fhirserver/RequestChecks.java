package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Looks at a request before HAPI parses it: can it be served at all, and is its body a form we read? */
final class RequestChecks {
    private static final Set<RequestTypeEnum> WITH_BODY =
            Set.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);
    private static final Set<RequestTypeEnum> ON_ONE_RESOURCE =
            Set.of(RequestTypeEnum.PUT, RequestTypeEnum.DELETE, RequestTypeEnum.PATCH);
    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json", "text/json");
    private static final Set<String> XML = Set.of("application/fhir+xml", "application/xml", "text/xml");
    private static final Set<String> JSON_PATCH = Set.of("application/json-patch+json", "application/fhir+json");
    private static final Set<String> XML_PATCH = Set.of("application/fhir+xml");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonChecks json;

    RequestChecks(int maxDepth) {
        this.json = new JsonChecks(maxDepth);
    }

    void check(ServletRequestDetails request) {
        AnswerForms.check(request);
        RequestTypeEnum method = request.getRequestType();
        if (ON_ONE_RESOURCE.contains(method) && request.getId() == null) {
            checkCriteria(request);
        }
        ParameterChecks.check(request);
        String[] summary = request.getParameters().getOrDefault("_summary", new String[0]);
        boolean one = request.getId() != null || ON_ONE_RESOURCE.contains(method);
        if (one && Arrays.asList(summary).contains("text")) {
            // HAPI would answer with the narrative as HTML instead of a resource.
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_PARAMETER,
                    "http._summary",
                    "_summary=text is served for searches only: read with _elements=text, or with _summary true or data");
        }
        if (WITH_BODY.contains(method)) {
            checkBody(request);
        }
    }

    /** Before the body is read: a change of nothing in particular is refused whatever it would be. */
    private static void checkCriteria(ServletRequestDetails request) {
        String type = request.getResourceName();
        if (type == null || request.getOperation() != null) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_INTERACTION,
                    "",
                    "Resources are changed by PUT or PATCH and deleted by DELETE, at Type/id or Type?criteria; "
                            + request.getRequestType() + " is not served in any other form");
        }
        String query = request.getServletRequest().getQueryString();
        Condition.of(type, query == null ? "" : query, "");
    }

    private void checkBody(ServletRequestDetails request) {
        String media = media(request.getServletRequest().getContentType());
        boolean patch = request.getRequestType() == RequestTypeEnum.PATCH;
        if (media.equals(FORM) && !patch) {
            return; // HAPI has read it already.
        }
        byte[] body = body(request);
        boolean inJson = (patch ? JSON_PATCH : JSON).contains(media);
        boolean inXml = (patch ? XML_PATCH : XML).contains(media);
        if ((patch || body.length > 0) && !inJson && !inXml) {
            String said =
                    media.isEmpty() ? "The body has no Content-Type" : "Content-Type " + media + " is not read here";
            String wanted =
                    (patch ? "application/json-patch+json, " : "") + "application/fhir+json or application/fhir+xml";
            throw unsupported(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "http.Content-Type", said + ": send " + wanted);
        }
        boolean suspicious = inJson ? json.check(body) : NumberChecks.suspicious(body);
        // XML has more ways to write a digit than the scan knows.
        if (suspicious || inXml) {
            NumberChecks.suspect(request);
        }
    }

    private static byte[] body(ServletRequestDetails request) {
        HttpServletRequest servletRequest = request.getServletRequest();
        String encoding = servletRequest.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported(
                    ErrorCode.UNSUPPORTED_ENCODING,
                    "http.Content-Encoding",
                    "Content-Encoding " + encoding + " is not read here: send gzip, or the body as it is");
        }
        try {
            byte[] body = servletRequest.getInputStream().readAllBytes();
            request.setRequestContents(body);
            return body;
        } catch (BodyTooLarge e) {
            throw e.refusal();
        } catch (IOException e) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_BODY,
                    "",
                    "The body cannot be read to its end: send it whole, and with Content-Encoding gzip only where it is"
                            + " compressed so");
        }
    }

    private static String media(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static RequestProblem unsupported(ErrorCode code, String header, String message) {
        return new RequestProblem(code, header, message);
    }
}
