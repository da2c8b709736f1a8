package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.painbridge.server.ErrorCode;

/** OperationOutcomes in the one form of this server; the codes are listed in docs/error-codes.md. */
final class Outcomes {
    static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_PLACE = 200;

    private Outcomes() {}

    static OperationOutcome success(String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(text);
        return outcome;
    }

    /**
     * What the validator has found, as a refusal.
     *
     * @param type of the resource: expressions of the validator begin with it
     * @param place where the resource is
     */
    static OperationOutcomeIssueComponent violation(OperationOutcomeIssueComponent found, String type, String place) {
        OperationOutcomeIssueComponent issue = found.copy().setSeverity(IssueSeverity.ERROR);
        issue.getDetails()
                .getCoding()
                .addFirst(new Coding().setSystem(CODES).setCode(ErrorCode.PROFILE_VIOLATED.code()));
        issue.getExpression()
                .forEach(expression -> expression.setValue(place
                        + expression.getValue().substring(expression.getValue().startsWith(type) ? type.length() : 0)));
        return issue;
    }

    static OperationOutcome error(IssueType kind, ErrorCode code, String expression, String text) {
        String shortened = shortened(text, LONGEST_TEXT);
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcomeIssueComponent issue = outcome.addIssue();
        issue.setSeverity(IssueSeverity.ERROR).setCode(kind).setDiagnostics(shortened);
        issue.getDetails().addCoding().setSystem(CODES).setCode(code.code());
        issue.getDetails().setText(shortened);
        if (!expression.isEmpty()) {
            issue.addExpression(shortened(expression, LONGEST_PLACE));
        }
        return outcome;
    }

    /** A refusal may quote the request, and that may be of any length. */
    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + " ..." : text;
    }
}
