package org.painbridge.server.security.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Tells a client why it is not believed (RFC 6749, 5.2): what is wrong with an assertion to who has signed it with a key of the client,
 * and to others no more than that something is.
 */
final class ClientRefusal implements AuthenticationFailureHandler {
    private static final String UNPROVED =
            "The client is not known here, or does not prove who it is: by its secret, or by an assertion signed with one of its keys by"
                    + " RS384 or ES384";
    private static final String UNCLEAR =
            "The request does not say who the client is, or not in one way: by Authorization: Basic, or by client_assertion and"
                    + " client_assertion_type";

    private static final String NO_VERIFIER =
            "The code_verifier is not the one whose challenge the code was asked for with, or the code is not of this client";

    private final OAuth2ErrorHttpMessageConverter writer = new OAuth2ErrorHttpMessageConverter();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        SecurityContextHolder.clearContext();
        String code = problem instanceof OAuth2AuthenticationException refusal
                ? refusal.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
        boolean unproved = code.equals(OAuth2ErrorCodes.INVALID_CLIENT);
        try (ServletServerHttpResponse answer = new ServletServerHttpResponse(response)) {
            answer.setStatusCode(unproved ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST);
            writer.write(new OAuth2Error(code, fault(code, problem), null), null, answer);
        }
    }

    private static @Nullable String fault(String code, AuthenticationException problem) {
        return switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> fault(problem);
            case OAuth2ErrorCodes.INVALID_GRANT -> NO_VERIFIER;
            default -> UNCLEAR;
        };
    }

    /** The rules look at an assertion when its signature was found to be right. */
    private static @Nullable String fault(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException invalid) {
                return invalid.getErrors().iterator().next().getDescription();
            }
        }
        return UNPROVED;
    }
}
