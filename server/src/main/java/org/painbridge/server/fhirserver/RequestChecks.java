package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import org.painbridge.server.ErrorCode;

/** Looks at a request before HAPI parses it: can it be served at all, and is its body a form we read? */
final class RequestChecks {
    private static final Set<RequestTypeEnum> WITH_BODY =
            Set.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);
    private static final Set<RequestTypeEnum> ON_ONE_RESOURCE =
            Set.of(RequestTypeEnum.PUT, RequestTypeEnum.DELETE, RequestTypeEnum.PATCH);
    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json", "text/json");
    private static final Set<String> XML = Set.of("application/fhir+xml", "application/xml", "text/xml");
    private static final String JSON_PATCH_ONLY = "application/json-patch+json";
    private static final Set<String> JSON_PATCH = Set.of(JSON_PATCH_ONLY, "application/fhir+json");
    private static final Set<String> XML_PATCH = Set.of("application/fhir+xml");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonChecks json;
    private final XmlChecks xml;

    RequestChecks(JsonChecks json, XmlChecks xml) {
        this.json = json;
        this.xml = xml;
    }

    void check(ServletRequestDetails request) {
        AnswerForms.check(request);
        PathChecks.check(request);
        String query = request.getServletRequest().getQueryString();
        QueryText.requireUtf8(query == null ? "" : query, "");
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
        HttpServletRequest sent = request.getServletRequest();
        String media = RequestBody.media(sent);
        boolean patch = request.getRequestType() == RequestTypeEnum.PATCH;
        if (media.equals(FORM) && !patch) {
            return; // HAPI has read it already.
        }
        byte[] body = RequestBody.read(sent);
        request.setRequestContents(body);
        if (body.length > 0 && "_search".equals(request.getOperation())) {
            throw unsupported("A search is sent as " + FORM + ": nothing would look at this body");
        }
        boolean inJson = (patch ? JSON_PATCH : JSON).contains(media);
        boolean inXml = (patch ? XML_PATCH : XML).contains(media);
        if ((patch || body.length > 0) && !inJson && !inXml) {
            String said =
                    media.isEmpty() ? "The body has no Content-Type" : "Content-Type " + media + " is not read here";
            throw unsupported(said + ": send " + (patch ? "application/json-patch+json, " : "")
                    + "application/fhir+json or application/fhir+xml");
        }
        if (AnswerForms.isOtherVersion(sent.getContentType())) {
            throw unsupported("The Content-Type names another version of FHIR: this server reads fhirVersion "
                    + AnswerForms.VERSION);
        }
        RequestBody.requireUtf8(body, sent.getContentType());
        if (inJson ? suspicious(request, body, media) : suspiciousXml(body, patch)) {
            NumberChecks.suspect(request);
        }
    }

    private boolean suspicious(ServletRequestDetails request, byte[] body, String media) {
        if (media.equals(JSON_PATCH_ONLY)) {
            return json.check(body);
        }
        try {
            return json.checkResource(body);
        } catch (RequestProblem e) {
            if (!mayKeep(request)) {
                throw e;
            }
            boolean suspicious = json.checkButTexts(body);
            KeptTexts.putOff(request, e);
            return suspicious;
        }
    }

    /** An update, or a bundle that may have one. */
    private static boolean mayKeep(ServletRequestDetails request) {
        boolean bundle = request.getRequestType() == RequestTypeEnum.POST
                && request.getResourceName() == null
                && request.getOperation() == null;
        return bundle || request.getRequestType() == RequestTypeEnum.PUT;
    }

    /** XML has more ways to write a digit than the scan of numbers knows. */
    private boolean suspiciousXml(byte[] body, boolean patch) {
        NumberChecks.suspicious(body);
        if (body.length > 0) {
            xml.check(body, patch ? ErrorCode.MALFORMED_PATCH : ErrorCode.MALFORMED_RESOURCE);
        }
        return true;
    }

    private static RequestProblem unsupported(String message) {
        return new RequestProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "http.Content-Type", message);
    }
}
