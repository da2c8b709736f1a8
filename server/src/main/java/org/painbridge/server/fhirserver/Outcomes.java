package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.server.ErrorCode;

/** OperationOutcomes in the one form of this server; the codes are listed in docs/error-codes.md. */
final class Outcomes {
    static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";

    private Outcomes() {}

    static OperationOutcome success(String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(text);
        return outcome;
    }

    static OperationOutcome error(IssueType kind, ErrorCode code, String expression, String text) {
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue();
        issue.setSeverity(IssueSeverity.ERROR).setCode(kind).setDiagnostics(text);
        issue.getDetails().addCoding().setSystem(CODES).setCode(code.code());
        issue.getDetails().setText(text);
        if (!expression.isEmpty()) {
            issue.addExpression(expression);
        }
        return outcome;
    }
}
