package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** HAPI's server with our checks in front of it. */
@SuppressWarnings("serial") // Servlets are serializable by tradition only.
final class FhirServer extends RestfulServer {
    /** A browser shows XML as a page of this server, with what an earlier build took for a narrative. */
    private static final String XML_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private final InteractionLog log;
    private final InteractionGate gate;
    private final RequestChecks checks;
    private final BatchBody batches;

    FhirServer(FhirContext context, InteractionLog log, InteractionGate gate, RequestChecks checks, BatchBody batches) {
        super(context);
        this.log = log;
        this.gate = gate;
        this.checks = checks;
        this.batches = batches;
    }

    /** Not an interceptor: HAPI logs what those throw, and a refusal may quote the request. */
    @Override
    protected void validateRequest(ServletRequestDetails request) {
        if (!ApiDocs.asked(request)) {
            log.asked(request);
            gate.check(request);
            try {
                checks.check(request);
            } catch (RequestProblem e) {
                batches.readOthers(request, e);
            }
            batches.read(request);
        }
        super.validateRequest(request);
    }

    /** HEAD is a GET whose body Tomcat does not send; HAPI would serve it for reads and histories alone. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (request.getMethod().equals("OPTIONS") && path.length() > 1) { // Of the base, HAPI tells what it is.
            response.setHeader("Allow", AllowedMethods.at(path));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        HttpServletRequest served = Bodiless.served(DatedRequest.served(CompartmentPath.served(request)));
        HttpServletRequest asked = request.getMethod().equals("HEAD") ? new AsGet(served) : served;
        if (mayAnswerInXml(asked)) {
            ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(new Settled(response));
            super.service(asked, whole);
            if (String.valueOf(whole.getContentType()).contains("xml")) {
                response.setHeader("Content-Security-Policy", XML_POLICY);
            }
            whole.copyBodyToResponse();
        } else {
            super.service(asked, new Settled(response));
        }
    }

    /** HAPI writes XML as it goes along, and finds out in the midst of it that XML cannot say what is stored. */
    private static boolean mayAnswerInXml(HttpServletRequest request) {
        return Stream.of(request.getHeader("Accept"), request.getContentType(), request.getQueryString())
                .anyMatch(form -> form != null && form.contains("xml"));
    }

    /** Tomcat answers a body that breaks the rules of HTTP itself; HAPI would log that it cannot begin its answer anew. */
    private static final class Settled extends HttpServletResponseWrapper {
        Settled(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void reset() {
            if (!isCommitted()) {
                super.reset();
            }
        }
    }

    /** Answers what came within another request, as if it had come by itself. */
    void serve(EntryRequest request, EntryResponse response) throws ServletException, IOException {
        service(request, response);
    }

    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }

    /** Names and versions of parts are for the CapabilityStatement, not for every answer. */
    @Override
    protected String createPoweredByHeader() {
        return "";
    }
}
