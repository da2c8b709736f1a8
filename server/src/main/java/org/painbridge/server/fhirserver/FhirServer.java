package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** HAPI's server with our checks in front of it. */
@SuppressWarnings("serial") // Servlets are serializable by tradition only.
final class FhirServer extends RestfulServer {
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
        XmlAnswer answer = new XmlAnswer(response);
        super.service(asked, answer);
        answer.finish();
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
