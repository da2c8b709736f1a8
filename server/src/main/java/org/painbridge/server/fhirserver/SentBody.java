package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * The body of an operation that looks at the bytes before it has them parsed, as they passed {@link RequestChecks}: who repeats a
 * request sends the same.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these records.
public record SentBody(byte @Nullable [] bytes, RequestDetails request) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** SHA-256 of the bytes and what they are in, in lower-case hexadecimal. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((media() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes == null ? new byte[0] : bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** As HAPI would hand it over; null where there is none. */
    public @Nullable IBaseResource parsed(FhirContext context) {
        IBaseResource resource = withNarratives(context);
        NarrativeChecks.check(resource);
        return resource;
    }

    /** The same where {@link NarrativeChecks} are still to come. */
    public @Nullable IBaseResource withNarratives(FhirContext context) {
        EncodingEnum encoding = RestfulServerUtils.determineRequestEncodingNoDefault(request);
        if (bytes == null || bytes.length == 0 || encoding == null || media().equals(FORM)) {
            return null;
        }
        IParser parser = encoding.newParser(context);
        parser.setServerBaseUrl(request.getFhirServerBase());
        IBaseResource resource = parser.parseResource(new String(bytes, StandardCharsets.UTF_8));
        NumberChecks.checkSuspect(request, resource);
        return resource;
    }

    private String media() {
        return RequestBody.media(((ServletRequestDetails) request).getServletRequest());
    }
}
