package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By which id a request that never comes to FHIR is told of, in its answer and in the trail; HAPI does it for the others. */
public final class RequestIds {
    private static final String NAME = "X-Request-ID";
    private static final String KEPT = RequestIds.class.getName();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private RequestIds() {}

    /** That of the client, where it sent one that is in order, or that of the answer; null for none. */
    public static @Nullable String of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof String kept) {
            return kept;
        }
        String sent = request.getHeader(NAME);
        return sent != null && FORM.matcher(sent).matches() ? sent : null;
    }

    static void tell(HttpServletRequest request, HttpServletResponse response) {
        String known = of(request);
        String id = known == null ? UUID.randomUUID().toString() : known;
        request.setAttribute(KEPT, id);
        response.setHeader(NAME, id);
    }
}
