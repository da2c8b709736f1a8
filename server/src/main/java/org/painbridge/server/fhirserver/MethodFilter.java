package org.painbridge.server.fhirserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses methods that no address serves; servlets would answer that the server has yet to learn them (501). So with a first part of
 * the path that has parameters ({@code /fhir;x=1/Patient}), which those behind this cannot read.
 */
final class MethodFilter extends OncePerRequestFilter {
    private static final Set<String> SERVED = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Pattern NO_ADDRESS = Pattern.compile("/[^/]*;");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (NO_ADDRESS.matcher(request.getRequestURI()).lookingAt()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (SERVED.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(
                    "Allow", String.join(", ", SERVED.stream().sorted().toList()));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }
}
