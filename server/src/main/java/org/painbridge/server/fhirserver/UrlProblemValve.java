package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Answers what Tomcat refuses before any servlet sees it; Tomcat itself would answer in HTML. Made by Tomcat. */
public final class UrlProblemValve extends ErrorReportValve {
    private static final String TEXT =
            "The URL or a header of the request breaks the rules of HTTP: encode what has to be"
                    + " encoded in a URL, such as %7C for a bar, and send no control characters";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() != ErrorCode.INVALID_URL.status() || response.getContentWritten() > 0) {
            super.report(request, response, thrown);
            return;
        }
        var outcome = Outcomes.error(IssueType.INVALID, ErrorCode.INVALID_URL, "", TEXT);
        try {
            response.setContentType("application/fhir+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(outcome));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client has gone before its refusal was sent", e);
        }
    }
}
