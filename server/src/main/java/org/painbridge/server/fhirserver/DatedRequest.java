package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request whose {@code If-Modified-Since} is no date of HTTP, without it: RFC 9110, 13.1.3 has it ignored. HAPI fails. */
final class DatedRequest extends HttpServletRequestWrapper {
    private DatedRequest(HttpServletRequest request) {
        super(request);
    }

    static HttpServletRequest served(HttpServletRequest request) {
        String since = request.getHeader(Constants.HEADER_IF_MODIFIED_SINCE);
        return since == null || DateUtils.parseDate(since) != null ? request : new DatedRequest(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(Constants.HEADER_IF_MODIFIED_SINCE) ? null : super.getHeader(name);
    }
}
