package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/** Sends {@link StoredJson} where an answer carries it, and {@code Parameters}; all other answers are HAPI's to encode. */
@Interceptor
public final class StoredJsonResponder {
    private static final String WITHOUT_TOTAL = StoredJsonResponder.class.getName() + ".withoutTotal";

    private final InteractionLog log;
    private final long compressFrom;

    StoredJsonResponder(InteractionLog log, long compressFrom) {
        this.log = log;
        this.compressFrom = compressFrom;
    }

    /** A page of which nobody counted the total: HAPI would give the number of its own entries for it. */
    static Bundle withoutTotal(Bundle page) {
        page.setUserData(WITHOUT_TOTAL, true);
        return page;
    }

    /** @return false when the answer is sent, which tells HAPI to stop here */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean respond(ServletRequestDetails request, ResponseDetails details, HttpServletResponse response)
            throws IOException {
        AnswerStatus.apply(request, details);
        IBaseResource resource = details.getResponseResource();
        StoredJson json = StoredJson.suits(request) ? json(resource) : null;
        log.answering(resource, json == null ? null : json.bytes());
        if (json == null) {
            if (resource instanceof Bundle page && page.hasUserData(WITHOUT_TOTAL)) {
                page.setTotalElement(null);
            }
            AnswerForms.keepMandatory(request);
            return true;
        }
        response.setStatus(details.getResponseCode());
        response.setHeader(Constants.HEADER_REQUEST_ID, request.getRequestId());
        response.setContentType("application/fhir+json;charset=UTF-8");
        headers(response, json, Objects.requireNonNull(resource));
        send(json.bytes(), request, response);
        return false;
    }

    private static @Nullable StoredJson json(@Nullable IBaseResource resource) {
        byte[] written = resource instanceof Parameters answer && StoredJson.of(answer) == null
                ? ParametersJson.of(answer)
                : null;
        return written == null ? StoredJson.of(resource) : new StoredJson(written, null, null);
    }

    private static void headers(HttpServletResponse response, StoredJson json, IBaseResource resource) {
        if (json.etag() != null) {
            response.setHeader("ETag", "W/\"" + json.etag() + "\"");
            response.setHeader(
                    "Last-Modified", DateUtils.formatDate(resource.getMeta().getLastUpdated()));
        }
        if (json.location() != null) {
            response.setHeader("Location", json.location());
            response.setHeader("Content-Location", json.location());
        }
    }

    private void send(byte[] bytes, ServletRequestDetails request, HttpServletResponse response) throws IOException {
        if (request.isRespondGzip() && bytes.length >= compressFrom) {
            response.setHeader("Content-Encoding", "gzip");
            try (OutputStream out = new GZIPOutputStream(response.getOutputStream(), 8192)) {
                out.write(bytes);
            }
        } else {
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
