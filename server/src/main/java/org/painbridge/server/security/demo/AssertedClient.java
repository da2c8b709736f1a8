package org.painbridge.server.security.demo;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Clients of SMART Backend Services send no {@code client_id}, which the library asks for: it is the subject of the assertion,
 * which is proved afterwards.
 */
final class AssertedClient implements AuthenticationConverter {
    private static final String CLIENT = "client_id";

    private final JwtClientAssertionAuthenticationConverter requests = new JwtClientAssertionAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String assertion = request.getParameter("client_assertion");
        if (assertion == null || request.getParameter(CLIENT) != null) {
            return requests.convert(request);
        }
        return requests.convert(
                subject(assertion).map(client -> naming(client, request)).orElse(request));
    }

    private static Optional<String> subject(String assertion) {
        try {
            return Optional.ofNullable(
                    SignedJWT.parse(assertion).getJWTClaimsSet().getSubject());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static HttpServletRequest naming(String client, HttpServletRequest request) {
        Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
        parameters.put(CLIENT, new String[] {client});
        return new HttpServletRequestWrapper(request) {
            @Override
            public Map<String, String[]> getParameterMap() {
                return parameters;
            }
        };
    }
}
