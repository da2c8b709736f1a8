package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A GET without a body, whose Content-Type tells nothing (RFC 9110, 8.3) though many clients send one; HAPI would look for the
 * parameters of an operation in a body of that kind.
 */
final class Bodiless extends HttpServletRequestWrapper {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final String TYPE = "Content-Type";

    private Bodiless(HttpServletRequest request) {
        super(request);
    }

    static HttpServletRequest served(HttpServletRequest request) {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return WITHOUT_BODY.contains(request.getMethod()) && !body && request.getHeader(TYPE) != null
                ? new Bodiless(request)
                : request;
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return TYPE.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return TYPE.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }
}
