package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.method.ResourceParameter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Ids as clients send them. */
final class LogicalIds {
    /** Every client takes {@code .} and {@code ..} out of a URL, so resources of that name could not be reached. */
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9\\-.]{1,64}");

    private LogicalIds() {}

    static void requireValid(String id) {
        if (!ID.matcher(id).matches()) {
            throw new RequestProblem(
                    ErrorCode.INVALID_ID,
                    "Resource.id",
                    "An id has 1 to 64 letters, digits, hyphens and dots, and not dots alone, unlike " + id);
        }
    }

    /** The id in the body of an update by criteria; null where it has none. HAPI has removed it from the parsed resource. */
    static @Nullable String inBody(RequestDetails request) {
        EncodingEnum form = RestfulServerUtils.determineRequestEncodingNoDefault(request);
        return (form == null ? EncodingEnum.JSON : form)
                .newParser(request.getFhirContext())
                .parseResource(ResourceParameter.createRequestReader(request))
                .getIdElement()
                .getIdPart();
    }
}
