package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * A request that cannot be served as it was sent. The message says what is wrong and how to put it right. A HAPI exception,
 * so that HAPI neither wraps nor logs it: its text may quote the request.
 */
public final class RequestProblem extends BaseServerResponseException {
    private final @Nullable ErrorCode code;
    private final String expression;

    /** @param expression where: a FHIRPath expression, or {@code http.<header or parameter>}; may be empty */
    public RequestProblem(ErrorCode code, String expression, String message) {
        this(code.status(), code, expression, message);
    }

    /** @param status the HTTP status where it is not that of the code: HAPI's own, for what HAPI refused */
    RequestProblem(int status, ErrorCode code, String expression, String message) {
        super(status, message);
        this.code = code;
        this.expression = expression;
    }

    /** A refusal with an outcome of its own, for operations that find several problems at once. */
    public RequestProblem(int status, OperationOutcome outcome) {
        super(status, outcome.getIssueFirstRep().getDiagnostics(), outcome);
        this.code = null;
        this.expression = "";
    }

    /** All that keeps a resource from being stored, each where it is. */
    static RequestProblem profileViolated(List<OperationOutcomeIssueComponent> violations, String type, String place) {
        OperationOutcome outcome = new OperationOutcome();
        violations.forEach(violation -> outcome.addIssue(Outcomes.violation(violation, type, place)));
        return new RequestProblem(ErrorCode.PROFILE_VIOLATED.status(), outcome);
    }

    /** Null for a refusal with an outcome of its own. */
    public @Nullable ErrorCode code() {
        return code;
    }

    public String expression() {
        return expression;
    }
}
