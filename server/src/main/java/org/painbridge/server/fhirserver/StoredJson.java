package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that answers a request, ready to be sent: stored bytes are not parsed and encoded again. A provider hands HAPI
 * a resource with this attached; {@link StoredJsonResponder} sends it in place of the resource.
 *
 * @param etag the version for the ETag header; null for bundles
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to the wire; nobody compares these records.
record StoredJson(
        byte[] bytes, @Nullable Integer etag, @Nullable String location) {
    private static final String KEY = StoredJson.class.getName();

    static <T extends IBaseResource> T attach(T resource, StoredJson json) {
        ((Resource) resource).setUserData(KEY, json);
        return resource;
    }

    static @Nullable StoredJson of(@Nullable IBaseResource resource) {
        return resource instanceof IAnyResource any ? (StoredJson) any.getUserData(KEY) : null;
    }

    /** Whether the stored bytes are what the client wants: JSON, whole, not pretty. */
    static boolean suits(RequestDetails request) {
        EncodingEnum encoding =
                RestfulServerUtils.determineResponseEncodingWithDefault(request).getEncoding();
        boolean whole = !request.getParameters().containsKey(Constants.PARAM_ELEMENTS)
                && !request.getParameters().containsKey(Constants.PARAM_ELEMENTS + ":exclude")
                && Set.of(SummaryEnum.FALSE).containsAll(RestfulServerUtils.determineSummaryMode(request));
        return encoding == EncodingEnum.JSON
                && whole
                && !RestfulServerUtils.prettyPrintResponse(request.getServer(), request);
    }
}
