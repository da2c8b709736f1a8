package org.painbridge.server.security.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** People are led to where they sign in, programs are told that they have not said who they are (RFC 6749, 5.2). */
final class UnknownSender implements AuthenticationEntryPoint {
    private static final byte[] ERROR = "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8);

    private final String peoplesEndpoint;
    private final LoginUrlAuthenticationEntryPoint login;

    UnknownSender(String peoplesEndpoint, String login) {
        this.peoplesEndpoint = peoplesEndpoint;
        this.login = new LoginUrlAuthenticationEntryPoint(login);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException, ServletException {
        if (request.getRequestURI().equals(peoplesEndpoint)) {
            login.commence(request, response, problem);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Basic realm=\"PainBridge demonstration\"");
        response.setContentType("application/json");
        response.getOutputStream().write(ERROR);
    }
}
