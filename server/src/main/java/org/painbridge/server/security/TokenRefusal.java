package org.painbridge.server.security;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** 401 by RFC 6750, with an OperationOutcome. What is wrong with a token is its sender's to find out. */
final class TokenRefusal implements AuthenticationEntryPoint {
    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";

    private final byte[] without = outcome(
            "This needs an access token: send Authorization: Bearer; /fhir/.well-known/smart-configuration says where to get"
                    + " one");
    private final byte[] wrong = outcome(
            "The access token does not count here: it is malformed, expired, not yet valid or issued, not for this server, or not"
                    + " signed by its issuer with a key and algorithm that count. Get a new one");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        boolean sent = problem instanceof OAuth2AuthenticationException;
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        RequestIds.tell(request, response);
        response.setHeader("WWW-Authenticate", sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(sent ? wrong : without);
    }

    private static byte[] outcome(String text) {
        return outcome(IssueType.LOGIN, ErrorCode.NOT_SIGNED_IN, text);
    }

    /** JSON of a refusal that comes before FHIR does. */
    static byte[] outcome(IssueType kind, ErrorCode code, String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(kind)
                .setDiagnostics(text)
                .getDetails()
                .addCoding()
                .setSystem(CODES)
                .setCode(code.code());
        return FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(outcome)
                .getBytes(StandardCharsets.UTF_8);
    }
}
