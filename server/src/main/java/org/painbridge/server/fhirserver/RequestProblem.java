package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * A request that cannot be served as it was sent. The message says what is wrong and how to put it right. A HAPI exception,
 * so that HAPI neither wraps nor logs it: its text may quote the request.
 */
public final class RequestProblem extends BaseServerResponseException {
    private final String code;
    private final String expression;

    /**
     * @param status the HTTP status
     * @param code the stable code, listed in docs/error-codes.md
     * @param expression where: a FHIRPath expression, or {@code http.<header or parameter>}; may be empty
     */
    public RequestProblem(int status, String code, String expression, String message) {
        super(status, message);
        this.code = code;
        this.expression = expression;
    }

    /** A refusal with an outcome of its own, for operations that find several problems at once. */
    public RequestProblem(int status, OperationOutcome outcome) {
        super(status, outcome.getIssueFirstRep().getDiagnostics(), outcome);
        this.code = "";
        this.expression = "";
    }

    public String code() {
        return code;
    }

    public String expression() {
        return expression;
    }
}
