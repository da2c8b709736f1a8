package org.painbridge.careplan.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushReason;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.ReviewTask;
import org.painbridge.careplan.TaperCheck;

/** Writes what the caller of {@code CarePlan/$push}, or of an operation on a stored plan, gets to see. */
public final class AnswerWriter {
    private static final String DUPLICATE = "duplicate";
    private static final String OUTCOME = "outcome";

    /** The answer to a push that was stored. */
    Parameters stored(Accepted accepted, String plan, List<String> tasks) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("carePlan").setValue(new Reference(plan));
        tasks.forEach(task -> answer.addParameter().setName("task").setValue(new Reference(task)));
        return finish(answer, accepted, "The plan is stored and waits for its review.");
    }

    /** The answer to a dry run that found nothing wrong. */
    public Parameters dryRun(Accepted accepted) {
        return finish(new Parameters(), accepted, "The plan can be pushed. This was a dry run: nothing is stored.");
    }

    /** The same answer with what is to be told about the taper, and keeps nobody from pushing the plan. */
    public Parameters with(List<TaperCheck.Finding> findings, Parameters answer) {
        findings.forEach(finding -> warn(answer, finding.text(), finding.path()));
        return answer;
    }

    /** The same answer with what is to be told about the record of the patient. */
    public Parameters about(Patient patient, Parameters answer) {
        PatientNotices.of(patient).forEach(notice -> warn(answer, notice, "CarePlan.subject"));
        return answer;
    }

    private static void warn(Parameters answer, String text, String path) {
        if (!answer.hasParameter(OUTCOME)) {
            answer.addParameter().setName(OUTCOME).setResource(new OperationOutcome());
        }
        ((OperationOutcome) answer.getParameter(OUTCOME).getResource())
                .addIssue()
                .setSeverity(IssueSeverity.WARNING)
                .setCode(IssueType.BUSINESSRULE)
                .setDiagnostics(text)
                .addExpression(path);
    }

    /** The first answer again, for a repetition of the same push. */
    public Parameters duplicate(Parameters first) {
        Parameters answer = first.copy();
        answer.setParameter(DUPLICATE, new BooleanType(true));
        return answer;
    }

    /** The answer to an operation that was done just now. */
    public Parameters first(Parameters answer) {
        return answer.addParameter(DUPLICATE, false);
    }

    /** Why an operation on a stored plan was not done. */
    public OperationOutcome refusal(ExchangeRefusal refusal) {
        OperationOutcome outcome = new OperationOutcome();
        for (ExchangeRefusal.Place place : refusal.places()) {
            OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(kind(refusal.reason()))
                    .setDiagnostics(place.fix());
            if (!place.expression().isEmpty()) {
                issue.addExpression(place.expression());
            }
            issue.getDetails()
                    .setText(place.fix())
                    .addCoding()
                    .setSystem(Definitions.ERROR_CODE.url())
                    .setCode(refusal.reason().code());
        }
        return outcome;
    }

    private static IssueType kind(ExchangeReason reason) {
        return switch (reason) {
            case PARAMETER_INVALID, CHANGE_INVALID -> IssueType.INVALID;
            case AUTHOR_MISSING, REASON_MISSING, ACTIVITY_UNDECIDED -> IssueType.REQUIRED;
            case AUTHOR_UNKNOWN -> IssueType.NOTFOUND;
            case AUTHOR_OTHER, NOT_MEMBER, NOT_YOURS -> IssueType.FORBIDDEN;
            case TASK_OTHER, ACTIVITY_OTHER, ITEM_OTHER, SUBJECT_DIFFERS, OWNERS_DIFFER, WRONG_STATE, TASKS_OPEN ->
                IssueType.BUSINESSRULE;
            case IDENTIFIER_USED, CHANGE_CONFLICT -> IssueType.CONFLICT;
        };
    }

    /** Why nothing was stored: an issue for each problem, with its place and how to put it right. */
    public OperationOutcome refusal(List<PushProblem> problems) {
        OperationOutcome outcome = new OperationOutcome();
        for (PushProblem problem : problems) {
            OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(kind(problem.reason()))
                    .setDiagnostics(problem.fix())
                    .addExpression(problem.expression());
            issue.getDetails()
                    .setText(problem.fix())
                    .addCoding()
                    .setSystem(Definitions.ERROR_CODE.url())
                    .setCode(problem.reason().code());
        }
        return outcome;
    }

    private static IssueType kind(PushReason reason) {
        return switch (reason) {
            case PARAMETER_INVALID, BUNDLE_INVALID -> IssueType.INVALID;
            case ONE_PLAN, MEMBER_TYPE, MEMBER_KEY, ACTIVITY_DETAIL, ACTIVITY_REQUEST -> IssueType.STRUCTURE;
            case PLAN_IDENTIFIER, AUTHOR, SUBJECT_MISSING -> IssueType.REQUIRED;
            case PLAN_STAGE, ACTIVITY_PURPOSE, GOAL_CYCLE, SUBJECT_DIFFERS, DUE_PASSED, NO_RECIPIENT ->
                IssueType.BUSINESSRULE;
            case REFERENCE_DANGLING, REFERENCE_TYPE, REFERENCE_UNKNOWN, PATIENT_UNKNOWN, RECIPIENT_UNKNOWN ->
                IssueType.NOTFOUND;
            case PATIENT_AMBIGUOUS, RECIPIENT_AMBIGUOUS -> IssueType.MULTIPLEMATCHES;
            case PLAN_EXISTS, PUSH_CONFLICT -> IssueType.CONFLICT;
        };
    }

    private static Parameters finish(Parameters answer, Accepted accepted, String text) {
        accepted.reviews().forEach(review -> answer.addParameter(route(review)));
        answer.addParameter(DUPLICATE, false);
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(text);
        accepted.reviews().stream()
                .filter(review -> review.endpoint().isEmpty())
                .forEach(review -> outcome.addIssue()
                        .setSeverity(IssueSeverity.WARNING)
                        .setCode(IssueType.INFORMATIONAL)
                        .setDiagnostics("No system is known to reach " + review.owner()
                                + ": it is not electronic. The plan waits in the inbox"
                                + (review.paper()
                                        ? ", and is queued on paper for " + accepted.sender()
                                                + ": Task?code=send-on-paper."
                                        : " alone: let them know of it.")));
        answer.addParameter().setName(OUTCOME).setResource(outcome);
        return answer;
    }

    private static ParametersParameterComponent route(ReviewTask review) {
        ParametersParameterComponent route = new ParametersParameterComponent().setName("route");
        route.addPart()
                .setName("recipient")
                .setValue(new Reference(review.owner().toString()));
        route.addPart().setName("channel").setValue(new CodeType(review.paper() ? "pdf-queue" : "inbox"));
        review.endpoint()
                .ifPresent(
                        endpoint -> route.addPart().setName("endpoint").setValue(new Reference(endpoint.toString())));
        route.addPart()
                .setName("chosenBy")
                .setValue(new CodeType(review.chosenBy().code()));
        return route;
    }
}
