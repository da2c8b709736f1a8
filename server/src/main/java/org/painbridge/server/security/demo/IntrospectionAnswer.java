package org.painbridge.server.security.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.http.converter.OAuth2TokenIntrospectionHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Tells who holds a token; {@code fhirUser} as the id_token has it, a URL (SMART App Launch 2.2, token introspection). */
final class IntrospectionAnswer implements AuthenticationSuccessHandler {
    private static final String USER = "fhirUser";

    private final OAuth2TokenIntrospectionHttpMessageConverter writer =
            new OAuth2TokenIntrospectionHttpMessageConverter();
    private final String base;

    /** @param base of FHIR */
    IntrospectionAnswer(String base) {
        this.base = base;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2TokenIntrospection told = ((OAuth2TokenIntrospectionAuthenticationToken) authentication).getTokenClaims();
        String user = told.getClaimAsString(USER);
        OAuth2TokenIntrospection answer = user == null
                ? told
                : OAuth2TokenIntrospection.withClaims(told.getClaims())
                        .claim(USER, base + "/" + user)
                        .build();
        try (ServletServerHttpResponse sent = new ServletServerHttpResponse(response)) {
            writer.write(answer, null, sent);
        }
    }
}
