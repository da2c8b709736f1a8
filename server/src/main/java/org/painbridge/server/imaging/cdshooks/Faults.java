package org.painbridge.server.imaging.cdshooks;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/** All that is wrong with a call, so that it is put right at once. */
final class Faults {
    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";
    private static final int MOST = 50;

    private final OperationOutcome outcome = new OperationOutcome();

    /** @param where the place in the body */
    void add(String where, String message) {
        if (outcome.getIssue().size() >= MOST) {
            return;
        }
        var issue = outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics(message);
        issue.getDetails().setText(message).addCoding().setSystem(CODES).setCode(ErrorCode.INVALID_HOOK_REQUEST.code());
        issue.addExpression(where);
    }

    /** @return whether it holds */
    boolean require(boolean holds, String where, String message) {
        if (!holds) {
            add(where, message);
        }
        return holds;
    }

    /** @throws RequestProblem where there is any */
    void refuse() {
        if (outcome.hasIssue()) {
            throw new RequestProblem(ErrorCode.INVALID_HOOK_REQUEST.status(), outcome);
        }
    }
}
