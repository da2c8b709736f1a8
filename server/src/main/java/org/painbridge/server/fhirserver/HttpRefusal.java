package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;

/** OperationOutcomes for what is refused before FHIR or CDS Hooks comes into it, by status alone. */
final class HttpRefusal {
    private HttpRefusal() {}

    /** Of a request that never reached a servlet. */
    static String ofTomcat(int status) {
        return status == ErrorCode.INVALID_URL.status()
                ? json(
                        IssueType.INVALID,
                        ErrorCode.INVALID_URL,
                        "The URL or a header of the request breaks the rules of HTTP, or is too long: encode what has to be"
                                + " encoded in a URL, such as %7C for a bar, send no control characters, and long searches"
                                + " as POST to _search")
                : of(status);
    }

    /** Of a request at an address that is none of FHIR's, or whose body breaks off. */
    static String of(int status) {
        return switch (status) {
            case 404 ->
                json(
                        IssueType.NOTFOUND,
                        ErrorCode.NOT_FOUND,
                        "Nothing is served at this address: FHIR is under /fhir, CDS Hooks under /cds-services");
            case 405 ->
                json(
                        IssueType.NOTSUPPORTED,
                        ErrorCode.UNSUPPORTED_INTERACTION,
                        "This method is not served at this address: use one that the CapabilityStatement lists, or POST for"
                                + " a CDS service");
            case 406 ->
                json(
                        IssueType.NOTSUPPORTED,
                        ErrorCode.UNSUPPORTED_ANSWER_FORM,
                        "This address does not answer in the form of the header Accept: accept application/json");
            case 415 ->
                json(
                        IssueType.NOTSUPPORTED,
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "The body has a Content-Type that is not read at this address: send application/json");
            case 500 ->
                json(
                        IssueType.EXCEPTION,
                        ErrorCode.INTERNAL,
                        "The server failed; its log has the cause at the time of the request");
            default ->
                json(
                        IssueType.INVALID,
                        ErrorCode.INVALID_REQUEST,
                        "The request breaks the rules of HTTP, or asks for a part of HTTP that is not served here: check"
                                + " its method, its headers, and that its body is as long and encoded as they say");
        };
    }

    private static String json(IssueType kind, ErrorCode code, String text) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(Outcomes.error(kind, code, "", text));
    }
}
