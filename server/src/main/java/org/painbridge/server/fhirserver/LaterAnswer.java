package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.painbridge.server.ErrorCode;

/**
 * The request of an operation whose answer is worked out later, and found at a page beside the FHIR base.
 *
 * @param what begins, for who would wait for it: {@code A run}
 */
public record LaterAnswer(RequestDetails request, String what) {

    public boolean isWanted() {
        return Objects.toString(request.getHeader("Prefer"), "").contains("respond-async");
    }

    /** @throws RequestProblem if the client wants the answer at once */
    public void requireLater() {
        if (!isWanted()) {
            throw new RequestProblem(
                    ErrorCode.ASYNC_ONLY, "http.Prefer", what + " is answered later: send Prefer: respond-async");
        }
    }

    /** @param page of the job, from the root of the server: {@code /population-run/1} */
    public void accepted(String page, HttpServletResponse response) {
        String base = request.getFhirServerBase();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Content-Location", base.substring(0, base.lastIndexOf('/')) + page);
    }
}
