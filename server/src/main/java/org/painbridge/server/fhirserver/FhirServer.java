package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;

/** HAPI's server with our checks in front of it. */
@SuppressWarnings("serial") // Servlets are serializable by tradition only.
final class FhirServer extends RestfulServer {
    private final RequestChecks checks;

    FhirServer(FhirContext context, RequestChecks checks) {
        super(context);
        this.checks = checks;
    }

    /** Not an interceptor: HAPI logs what those throw, and a refusal may quote the request. */
    @Override
    protected void validateRequest(ServletRequestDetails request) {
        if (!ApiDocs.asked(request)) {
            checks.check(request);
        }
        super.validateRequest(request);
    }

    /** Names and versions of parts are for the CapabilityStatement, not for every answer. */
    @Override
    protected String createPoweredByHeader() {
        return "";
    }
}
